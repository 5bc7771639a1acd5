package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A packet expired and what was left goes back to its sender's change. Published by the SET's
 * outbox after the commit, at least once, in any order; becomes the transfer {@code escrow →
 * sender}, named by the order number.
 *
 * @param refundFen ≥ 1
 * @param sharesLeft the shares nobody opened, ≥ 1
 */
public record PacketRefundedV1(
        String orderNumber, long senderId, long refundFen, int sharesLeft, Instant refundedAt)
        implements Event {

    public static final String TYPE = "PacketRefundedV1";

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(senderId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_CREDITS);
    }
}
