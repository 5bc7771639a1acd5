package io.hongbao.pay.payment;

import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.card.ChooseCard;
import io.hongbao.pay.packet.PayMethod;
import io.hongbao.pay.payment.PayChoice.BalanceThenCard;
import io.hongbao.pay.payment.PayChoice.Default;
import io.hongbao.pay.payment.PayChoice.OnlyBalance;
import io.hongbao.pay.payment.PayChoice.OnlyBoundCard;
import io.hongbao.pay.payment.PayChoice.OnlyCard;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The body of a payment. */
record PayRequest(
        @Nullable String payTicket,
        @Nullable PayMethod method,
        @Nullable String card,
        @Nullable String proof) {

    String requiredTicket() {
        if (payTicket == null) {
            throw ProblemException.field("payTicket", "must be there");
        }
        return payTicket;
    }

    /** Says nothing of ticket, card and proof. */
    @Override
    public String toString() {
        return "PayRequest[method=" + method + "]";
    }

    /** Whether it says more than that the balance pays. */
    boolean mayNeedBank() {
        return card != null || method == PayMethod.BANK;
    }

    /** Throws {@link ProblemException} when the card is no card's text. */
    PayChoice choice(ChooseCard cards) {
        CardToken token = card == null ? null : CardToken.checked(card);
        if (method == PayMethod.CHANGE) {
            return new OnlyBalance();
        }
        if (method == PayMethod.BANK) {
            return token == null ? new OnlyBoundCard() : new OnlyCard(cards.choose(token));
        }
        return token == null ? new Default() : new BalanceThenCard(cards.choose(token));
    }
}
