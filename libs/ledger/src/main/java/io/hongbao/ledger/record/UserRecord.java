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
 * @param amount the total of what was sent, the share that was received
 * @param at when it was paid, or opened; in whole milliseconds
 * @param sender of what was received, else null
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
        if ((direction == RecordDirection.SENT) != (shares != null)
                || (direction == RecordDirection.RECEIVED) != (sender != null)) {
            throw new IllegalArgumentException(
                    "must have shares when sent, a sender when received: packet=" + packet);
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
                RecordDirection.RECEIVED,
                packet,
                kind,
                share,
                openedAt,
                greeting,
                sender,
                null);
    }
}
