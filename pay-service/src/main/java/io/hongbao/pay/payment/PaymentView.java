package io.hongbao.pay.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.pay.packet.PayMethod;
import io.hongbao.pay.proof.PaymentProofs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender sees before paying.
 *
 * @param defaultMethod {@code CHANGE} when the balance covers the total
 * @param cards that the sender bound, the latest first
 * @param defaultCard the card that pays when none is named; null when change does, or none is bound
 * @param proofRequired whether the payment needs a {@code proof}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentView(
        String packetId,
        State state,
        PayMethod defaultMethod,
        long changeFen,
        List<Card> cards,
        @Nullable String defaultCard,
        boolean proofRequired) {

    /** A bound card, and what to call it. */
    record Card(String card, String label, String bank) {

        static Card of(BoundCard bound) {
            return new Card(bound.token(), bound.label(), bound.channel());
        }
    }

    enum State {
        UNPAID,
        PAID,
        UNCLEAR,
        CLOSED
    }

    /**
     * What the wallet knows of a payment.
     *
     * @param paid a transfer was made
     * @param undecided a card document is open
     * @param cards the latest first
     */
    record WalletState(boolean paid, boolean undecided, Money balance, List<BoundCard> cards) {}

    static PaymentView of(
            String packetId,
            PacketSummary summary,
            WalletState wallet,
            PaymentProofs proofs,
            Instant now) {
        var total = new Money(summary.totalFen());
        boolean covered = wallet.balance().covers(total);
        return new PaymentView(
                packetId,
                state(summary, wallet, now),
                covered ? PayMethod.CHANGE : PayMethod.BANK,
                wallet.balance().fen(),
                wallet.cards().stream().map(Card::of).toList(),
                covered || wallet.cards().isEmpty() ? null : wallet.cards().getFirst().token(),
                proofs.required(total));
    }

    /** Money comes first: the packet hears of it later, and may be closed until then. */
    private static State state(PacketSummary summary, WalletState wallet, Instant now) {
        if (wallet.paid()) {
            return State.PAID;
        }
        if (wallet.undecided()) {
            return State.UNCLEAR;
        }
        return switch (summary.state()) {
            case "UNPAID" -> now.isAfter(summary.payBy()) ? State.CLOSED : State.UNPAID;
            case "CLOSED" -> State.CLOSED;
            default -> State.PAID;
        };
    }
}
