package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A packet became active (or, when its whole lifetime had passed, was refunded at once). Published
 * by the SET's outbox after the commit, once a packet but at least once a delivery, in any order.
 *
 * @param kind a {@code PacketKind}
 * @param activatedAt the {@code paidAt} of its payment
 */
public record PacketActivatedV1(
        String orderNumber,
        long senderId,
        String kind,
        long totalFen,
        int shares,
        String greeting,
        Instant activatedAt,
        Instant expiresAt)
        implements Event {

    public static final String TYPE = "PacketActivatedV1";

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(senderId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_RECORDS);
    }
}
