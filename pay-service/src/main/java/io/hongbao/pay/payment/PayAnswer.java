package io.hongbao.pay.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.pay.packet.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a payment.
 *
 * @param state {@code PAID}, or {@code UNCLEAR} without what follows
 * @param expiresAt until when the packet can be opened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayAnswer(
        String packetId, String state, @Nullable PayMethod method, @Nullable Instant expiresAt) {

    static PayAnswer unclear(String packetId) {
        return new PayAnswer(packetId, "UNCLEAR", null, null);
    }

    static PayAnswer paid(String packetId, PayMethod method, Instant expiresAt) {
        return new PayAnswer(packetId, "PAID", method, expiresAt);
    }
}
