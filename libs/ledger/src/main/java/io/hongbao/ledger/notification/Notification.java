package io.hongbao.ledger.notification;

import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One step that a user is told of. Its identity is (kind, subject): a user is told of each once.
 *
 * @param subject what the step is of, 1 to 192 ASCII characters: the number of a card document, the
 *     order number, or {@code orderNumber:shareNo}
 * @param packet null for a top-up
 * @param topUpKey of a top-up, else null
 * @param amount the total of a payment or packet; of a credit, what was credited
 * @param luckiest of a LUCKY packet that is finished, else null
 * @param at when it happened, in whole milliseconds
 */
public record Notification(
        UserId user,
        NotificationKind kind,
        String subject,
        @Nullable OrderNumber packet,
        @Nullable IdempotencyKey topUpKey,
        Money amount,
        @Nullable Luckiest luckiest,
        Instant at) {

    /** Who opened the largest share; of equal ones, the first. */
    public record Luckiest(UserId user, Money amount) {}

    public Notification {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Of a packet, of which there is one such step. */
    public static Notification ofPacket(
            NotificationKind kind, UserId user, OrderNumber packet, Money amount, Instant at) {
        return new Notification(user, kind, packet.value(), packet, null, amount, null, at);
    }

    /** The same for every repeat: {@code PAYMENT_UNCLEAR:2026112101234567890073.2}. */
    public String id() {
        return kind + ":" + subject;
    }
}
