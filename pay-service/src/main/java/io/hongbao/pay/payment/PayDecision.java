package io.hongbao.pay.payment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.serving.problem.ProblemException;

/** What is decided about one payment, in order of precedence: the first that applies wins. */
sealed interface PayDecision {

    /** The packet is paid: the first answer again, also after {@code payBy}. */
    record AlreadyPaid(Transfer first) implements PayDecision {}

    /** The packet was paid by somebody else, or another amount: no ticket of ours says so. */
    record TicketInvalid() implements PayDecision {}

    record WrapAlreadyPaid(OrderNumber paid) implements PayDecision {}

    /** This very payment is with the bank. */
    record BankAskedBefore(CardDocument document) implements PayDecision {}

    /** Another payment of the same wrap is with the bank. */
    record PaymentInProgress() implements PayDecision {}

    record TooLate() implements PayDecision {}

    /** One more payment today, or one by card, would exceed a limit of the payer. */
    record OverLimit(LimitHit hit) implements PayDecision {}

    record PaidFromBalance(Transfer transfer) implements PayDecision {}

    /** The card is to be debited, as soon as its document is committed. */
    record CardChosen(CardDocument document) implements PayDecision {}

    /** No document may be made for the card now. */
    record CardRefused(ProblemException why) implements PayDecision {}

    /** What the choice names does not pay. */
    record InsufficientBalance() implements PayDecision {}
}
