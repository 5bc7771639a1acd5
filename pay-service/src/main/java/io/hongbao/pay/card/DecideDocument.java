package io.hongbao.pay.card;

import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardState;
import io.hongbao.ledger.wallet.PostOutcome;
import io.hongbao.ledger.wallet.PostOutcome.Differs;
import io.hongbao.ledger.wallet.PostOutcome.InsufficientBalance;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.PostOutcome.Repeated;
import io.hongbao.ledger.wallet.PostOutcome.WrapAlreadyPaid;
import io.hongbao.ledger.wallet.WalletBatch;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.pay.card.CardOutcome.Declined;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.card.CardOutcome.WrapPaidElsewhere;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletCommand;
import java.time.Instant;

/**
 * Writes down what the bank decided: the document, and when the card was debited, the transfer and
 * its event. A repeat gets the first answer.
 *
 * <p>The transfer's business time is the time of this decision, not that of the document, so that a
 * packet has its whole lifetime however late the bank answers. The money counts as moved in time
 * because the document was committed before {@code payBy}; nobody judges that again, and a packet
 * that was closed meanwhile becomes active.
 */
record DecideDocument(CardDocument document, boolean debited, PaymentEvents events)
        implements WalletCommand<CardOutcome> {

    @Override
    public void collect(WalletNeeds needs) {
        needs.posting(document.transfer(document.createdAt()))
                .document(document.number())
                .transfer(TransferId.cardRefund(document.number()));
    }

    @Override
    public CardOutcome decide(WalletBatch batch, Instant now) {
        CardDocument stored = batch.document(document.number()).orElseThrow(this::missing);
        return switch (stored.state()) {
            case OPEN -> debited ? pay(batch, stored, now) : decline(batch, stored, now);
            case PAID -> repeat(batch);
            case DECLINED -> new Declined();
        };
    }

    private IllegalStateException missing() {
        return new IllegalStateException("must be committed: document=" + document.number());
    }

    private static CardOutcome decline(WalletBatch batch, CardDocument stored, Instant now) {
        batch.alter(stored.decided(CardState.DECLINED, now));
        return new Declined();
    }

    private CardOutcome pay(WalletBatch batch, CardDocument stored, Instant now) {
        PostOutcome outcome = batch.post(stored.transfer(now));
        batch.alter(stored.decided(CardState.PAID, now));
        return switch (outcome) {
            case Posted(var transfer) -> {
                if (transfer.wrap().isPresent()) {
                    batch.publish(events.toPublish(PaymentEvents.paid(transfer)));
                }
                yield new Paid(transfer, batch.balance(stored.user()), true);
            }
            case WrapAlreadyPaid(var paid) -> {
                keepMoney(batch, stored, now);
                yield new WrapPaidElsewhere(paid);
            }
            case Differs(var first) -> {
                // Paid from the balance, which no undecided document allows.
                keepMoney(batch, stored, now);
                yield new Paid(first, batch.balance(stored.user()), false);
            }
            case Repeated _, InsufficientBalance _ ->
                    throw new IllegalStateException(
                            "an undecided document has no transfer: document=" + stored.number());
        };
    }

    private static void keepMoney(WalletBatch batch, CardDocument stored, Instant now) {
        batch.post(Transfer.cardRefund(stored.number(), stored.user(), stored.amount(), now));
    }

    private CardOutcome repeat(WalletBatch batch) {
        Transfer transfer = document.transfer(document.createdAt());
        return batch.transfer(transfer.id())
                .<CardOutcome>map(first -> new Paid(first, batch.balance(first.user()), false))
                .or(() ->
                        transfer.wrap()
                                .flatMap(batch::payment)
                                .map(PaymentEvents::packetOf)
                                .map(WrapPaidElsewhere::new))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "must have moved money: document=" + document.number()));
    }
}
