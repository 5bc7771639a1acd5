package io.hongbao.ledger.notification;

import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.card.CardState;
import java.time.Instant;
import java.util.Optional;

/** Which changes of payments and top-ups the payer is told of. */
public final class PaymentSteps {

    private PaymentSteps() {}

    /** A packet that is paid from the balance. */
    public static Notification paid(Transfer payment, Instant now) {
        return Notification.ofPacket(
                NotificationKind.PAYMENT_CONFIRMED,
                payment.user(),
                new OrderNumber(payment.id().businessNumber()),
                payment.amount(),
                now);
    }

    /**
     * What a change of a card document is to its user; empty for one that nobody waits to hear of.
     * Each occurs once a document.
     */
    public static Optional<Notification> of(CardDocument before, CardDocument after, Instant now) {
        return before.state() == after.state()
                ? Optional.empty()
                : kind(before.state(), after.state()).map(kind -> told(kind, after, now));
    }

    static Optional<NotificationKind> kind(CardState before, CardState after) {
        return switch (after) {
            case UNCLEAR -> Optional.of(NotificationKind.PAYMENT_UNCLEAR);
            case PAID -> Optional.of(NotificationKind.PAYMENT_CONFIRMED);
            case LOCKED -> Optional.of(NotificationKind.PAYMENT_FAILED);
            case REFUNDED -> Optional.of(NotificationKind.PAYMENT_REFUNDED);
            case DECLINED ->
                    // At once it is the answer to the call.
                    before == CardState.OPEN
                            ? Optional.empty()
                            : Optional.of(NotificationKind.PAYMENT_FAILED);
            case OPEN, LOCKING, REFUNDING -> Optional.empty();
        };
    }

    private static Notification told(NotificationKind kind, CardDocument document, Instant now) {
        return switch (document.purpose()) {
            case PaysPacket pays ->
                    new Notification(
                            document.user(),
                            kind,
                            document.number(),
                            pays.packet(),
                            null,
                            document.amount(),
                            null,
                            now);
            case TopsUp(var key) ->
                    new Notification(
                            document.user(),
                            kind,
                            document.number(),
                            null,
                            key,
                            document.amount(),
                            null,
                            now);
        };
    }
}
