package io.hongbao.pay.payment;

import io.hongbao.pay.card.CardText;
import io.hongbao.pay.packet.PayMethod;
import io.hongbao.pay.payment.PayChoice.BalanceThenCard;
import io.hongbao.pay.payment.PayChoice.OnlyBalance;
import io.hongbao.pay.payment.PayChoice.OnlyCard;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The body of a payment. */
record PayRequest(@Nullable String payTicket, @Nullable PayMethod method, @Nullable String card) {

    String requiredTicket() {
        if (payTicket == null) {
            throw ProblemException.field("payTicket", "must be there");
        }
        return payTicket;
    }

    /** Whether it says more than that the balance pays. */
    boolean mayNeedBank() {
        return card != null || method == PayMethod.BANK;
    }

    /** Throws {@link ProblemException} when a card is missing or no card's text. */
    PayChoice choice() {
        String text = card == null ? null : CardText.checked(card);
        if (method == PayMethod.CHANGE) {
            return new OnlyBalance();
        }
        if (method == PayMethod.BANK) {
            return new OnlyCard(CardText.required(text));
        }
        return text == null ? new OnlyBalance() : new BalanceThenCard(text);
    }
}
