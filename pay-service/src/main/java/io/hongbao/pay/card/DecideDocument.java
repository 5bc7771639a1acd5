package io.hongbao.pay.card;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardEvent;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.card.CardOutcome.Declined;
import io.hongbao.pay.card.CardOutcome.Failed;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.card.CardOutcome.PaidOtherwise;
import io.hongbao.pay.card.CardOutcome.TooLate;
import io.hongbao.pay.card.CardOutcome.Unclear;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes down what happened to a document, and when the card was debited, the transfer and its
 * event. A repeat, and an event that comes too late to change anything, get what was decided first.
 *
 * <p>A debit pays its packet when nothing else did, and when it is known at most {@link
 * CardSettings#deliverMax} after {@code payBy}: then the document was committed in time, and a
 * packet that was closed meanwhile becomes active. The transfer's business time is the time of this
 * decision, so that a packet has its whole lifetime however late the bank answers. Every other
 * debit of a payment is refunded to the card, and no transfer is written. A top-up is never too
 * late.
 */
record DecideDocument(
        CardDocument document, CardEvent event, CardSettings settings, PaymentEvents events)
        implements WalletCommand<DecideDocument.Decision> {

    /**
     * What became of the document, and how it is stored now.
     *
     * @param changed whether it became so by this event, and not before
     */
    record Decision(CardOutcome outcome, CardDocument document, boolean changed) {}

    @Override
    public void collect(WalletNeeds needs) {
        needs.posting(document.transfer(document.createdAt())).document(document.number());
    }

    @Override
    public Decision decide(WalletBatch batch, Instant now) {
        CardDocument stored = batch.document(document.number()).orElseThrow(this::missing);
        if (!stored.undecided()) {
            return new Decision(outcome(batch, stored), stored, false);
        }
        CardEvent real =
                event == CardEvent.DEBITED && !canDeliver(batch, stored, now)
                        ? CardEvent.DEBITED_IN_VAIN
                        : event;
        CardDocument next = stored.after(real, now, settings.pause(stored.state(), stored.asks()));
        if (next.equals(stored)) {
            return new Decision(outcome(batch, stored), stored, false);
        }
        CardDocument written = real == CardEvent.DEBITED ? deliver(batch, next, now) : next;
        batch.alter(written);
        return new Decision(outcome(batch, written), written, true);
    }

    private IllegalStateException missing() {
        return new IllegalStateException("must be committed: document=" + document.number());
    }

    private boolean canDeliver(WalletBatch batch, CardDocument stored, Instant now) {
        return switch (stored.purpose()) {
            case TopsUp _ -> true;
            case PaysPacket pays ->
                    payment(batch, stored).isEmpty()
                            && !now.isAfter(pays.payBy().plus(settings.deliverMax()));
        };
    }

    private CardDocument deliver(WalletBatch batch, CardDocument paid, Instant now) {
        Transfer transfer = paid.transfer(now);
        if (!(batch.post(transfer) instanceof Posted)) {
            throw new IllegalStateException("must have no transfer: document=" + paid.number());
        }
        if (transfer.wrap().isPresent()) {
            batch.publish(events.toPublish(PaymentEvents.paid(transfer)));
            return paid;
        }
        return paid.withBalanceAfter(batch.balance(paid.user()));
    }

    private CardOutcome outcome(WalletBatch batch, CardDocument now) {
        return switch (now.state()) {
            case PAID -> paid(batch, now);
            case DECLINED -> new Declined();
            case LOCKED, REFUNDED -> new Failed();
            case REFUNDING ->
                    payment(batch, now)
                            .<CardOutcome>map(PaidOtherwise::new)
                            .orElseGet(TooLate::new);
            case OPEN, UNCLEAR, LOCKING -> new Unclear();
        };
    }

    private static CardOutcome paid(WalletBatch batch, CardDocument paid) {
        TransferId id = paid.transfer(paid.createdAt()).id();
        Transfer transfer =
                batch.transfer(id)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "must have moved money: document=" + paid.number()));
        return new Paid(
                transfer,
                Optional.ofNullable(paid.balanceAfter()).orElse(batch.balance(paid.user())));
    }

    /** Of the packet or of another one of the same wrap. */
    private static Optional<Transfer> payment(WalletBatch batch, CardDocument document) {
        if (!(document.purpose() instanceof PaysPacket pays)) {
            return Optional.empty();
        }
        OrderNumber packet = pays.packet();
        return batch.transfer(TransferId.packetPay(packet))
                .or(() -> batch.payment(new WrapId(document.user(), pays.wrapKey())));
    }
}
