package io.hongbao.pay.card;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;

/** What became of a card document. */
public sealed interface CardOutcome {

    /**
     * The money moved.
     *
     * @param balance the user's, right after a top-up
     */
    record Paid(Transfer transfer, Money balance) implements CardOutcome {}

    /** The bank declined; what it was for can be paid again. */
    record Declined() implements CardOutcome {}

    /** No money moved, or all of it is back on the card; what it was for can be paid again. */
    record Failed() implements CardOutcome {}

    /** The card was debited although the wrap was paid by {@code payment}: the card is refunded. */
    record PaidOtherwise(Transfer payment) implements CardOutcome {}

    /** The card was debited too late for its packet: the card is refunded. */
    record TooLate() implements CardOutcome {}

    /** Not decided yet: the background goes on asking. */
    record Unclear() implements CardOutcome {}
}
