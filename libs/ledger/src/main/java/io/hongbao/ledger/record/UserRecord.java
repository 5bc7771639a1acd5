package io.hongbao.ledger.record;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of a user's list. Its identity is (user, direction, packet).
 *
 * @param packet the packet's order number; of what was posted or seen, the moment's
 * @param amount the total of what was sent, the share that was received, what was paid to see or
 *     earned; 0 of what was posted or was free
 * @param at when it was paid, opened, posted or seen; in whole milliseconds
 * @param greeting of a moment, its text
 * @param sender of what was received; of what was seen, the poster; of what was earned, the viewer;
 *     else null
 * @param shares of what was sent, else null
 */
public record UserRecord(
        UserId user,
        RecordDirection direction,
        OrderNumber packet,
        PacketKind kind,
        Money amount,
        Instant at,
        String greeting,
        @Nullable UserId sender,
        @Nullable Integer shares) {

    public UserRecord {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        boolean fromOther =
                switch (direction) {
                    case RECEIVED, SEEN, EARNED -> true;
                    case SENT, POSTED -> false;
                };
        if ((direction == RecordDirection.SENT) != (shares != null)
                || fromOther != (sender != null)) {
            throw new IllegalArgumentException(
                    "must have shares when sent, a sender when received, seen or earned: packet="
                            + packet);
        }
        if (direction.ofMoments() != (kind == PacketKind.VIEW)) {
            throw new IllegalArgumentException(
                    "must be VIEW on the lists of moments only: kind=" + kind);
        }
    }

    public static UserRecord sent(
            UserId user,
            OrderNumber packet,
            PacketKind kind,
            Money total,
            int shares,
            Instant paidAt,
            String greeting) {
        return new UserRecord(
                user, RecordDirection.SENT, packet, kind, total, paidAt, greeting, null, shares);
    }

    /** On the list of moments, what was earned, when it is of kind VIEW. */
    public static UserRecord received(
            UserId user,
            OrderNumber packet,
            PacketKind kind,
            Money share,
            UserId sender,
            Instant openedAt,
            String greeting) {
        return new UserRecord(
                user,
                kind == PacketKind.VIEW ? RecordDirection.EARNED : RecordDirection.RECEIVED,
                packet,
                kind,
                share,
                openedAt,
                greeting,
                sender,
                null);
    }

    public static UserRecord posted(
            UserId user, OrderNumber moment, Instant postedAt, String text) {
        return new UserRecord(
                user,
                RecordDirection.POSTED,
                moment,
                PacketKind.VIEW,
                Money.ZERO,
                postedAt,
                text,
                null,
                null);
    }

    /** Free when {@code paid} is zero. */
    public static UserRecord seen(
            UserId user,
            OrderNumber moment,
            Money paid,
            UserId poster,
            Instant seenAt,
            String text) {
        return new UserRecord(
                user,
                RecordDirection.SEEN,
                moment,
                PacketKind.VIEW,
                paid,
                seenAt,
                text,
                poster,
                null);
    }
}
