package io.hongbao.pay.card;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Transfer;

/** What became of a card document. */
public sealed interface CardOutcome {

    /**
     * The money moved.
     *
     * @param balance the user's, after it
     * @param first whether it was this call that wrote the transfer
     */
    record Paid(Transfer transfer, Money balance, boolean first) implements CardOutcome {}

    /** No money moved; what it was for can be paid again. */
    record Declined() implements CardOutcome {}

    /**
     * The bank debited the card although the wrap was paid through another packet. The locks
     * prevent it; if it happens all the same, the money goes into the payer's balance.
     */
    record WrapPaidElsewhere(OrderNumber paid) implements CardOutcome {}

    /** Not decided yet: the background goes on asking. */
    record Unclear() implements CardOutcome {}
}
