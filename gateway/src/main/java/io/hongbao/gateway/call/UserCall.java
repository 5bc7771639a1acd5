package io.hongbao.gateway.call;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.gateway.api.PublicOperation;
import org.jspecify.annotations.Nullable;

/**
 * A call of an authenticated user, with its body.
 *
 * @param link what the path has for a packet's or moment's link; empty when it has none
 * @param packet the order number behind the link
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record UserCall(
        PublicOperation operation,
        UserId user,
        String link,
        @Nullable OrderNumber packet,
        CallHeaders headers,
        String target,
        byte[] body) {

    /** Of an operation whose path names one. */
    public OrderNumber requiredPacket() {
        if (packet == null) {
            throw new IllegalStateException("must have a packet in its path: " + operation);
        }
        return packet;
    }

    /** Whether its path is written as we write it, without a query. */
    public boolean isPlain() {
        return target.indexOf('?') < 0 && target.indexOf('%') < 0;
    }
}
