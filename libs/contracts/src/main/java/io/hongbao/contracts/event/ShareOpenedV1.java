package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A user opened a share. Published by the SET's outbox after the commit, at least once, in any
 * order; becomes the transfer {@code escrow → user}, named by order number and share.
 *
 * @param kind a {@code PacketKind}
 * @param shareNo 0 … shares−1
 * @param amountFen ≥ 1
 */
public record ShareOpenedV1(
        String orderNumber,
        int shareNo,
        long userId,
        long amountFen,
        Instant openedAt,
        long senderId,
        String kind,
        String greeting)
        implements Event {

    public static final String TYPE = "ShareOpenedV1";

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(userId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_CREDITS, Topics.GROUP_RECORDS);
    }
}
