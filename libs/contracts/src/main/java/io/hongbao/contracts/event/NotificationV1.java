package io.hongbao.contracts.event;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Instant;
import java.util.List;

/**
 * A step of a packet that its sender is to be told of, and that no transfer or record says.
 * Published by the SET's outbox after the commit, at least once, in any order. What happens in a
 * wallet shard needs no event: it is told there, with its own commit.
 *
 * @param id the step's own, the same in every repeat: {@code kind:orderNumber}
 * @param userId who is to be told
 * @param kind a {@code NotificationKind}
 * @param amountFen the packet's total, ≥ 1
 * @param luckiestUserId who opened the largest share of a LUCKY packet; of equal ones, the first; 0
 *     for other kinds
 * @param luckiestFen the largest share of a LUCKY packet, else 0
 */
public record NotificationV1(
        String id,
        long userId,
        String kind,
        String orderNumber,
        long amountFen,
        long luckiestUserId,
        long luckiestFen,
        Instant at)
        implements Event {

    public static final String TYPE = "NotificationV1";

    /** That all shares are opened. */
    public static NotificationV1 finished(
            String orderNumber,
            long senderId,
            long totalFen,
            long luckiestUserId,
            long luckiestFen,
            Instant finishedAt) {
        NotificationKind kind = NotificationKind.PACKET_FINISHED;
        return new NotificationV1(
                kind + ":" + orderNumber,
                senderId,
                kind.name(),
                orderNumber,
                totalFen,
                luckiestUserId,
                luckiestFen,
                finishedAt);
    }

    @Override
    public String topic() {
        return Topics.NOTIFICATIONS;
    }

    /** The user. */
    @Override
    public String key() {
        return Long.toString(userId);
    }

    @Override
    public int partition() {
        return Topics.partitionOf(WalletSlot.of(new UserId(userId)));
    }

    @Override
    public List<String> groups() {
        return List.of(Topics.GROUP_NOTIFICATIONS);
    }
}
