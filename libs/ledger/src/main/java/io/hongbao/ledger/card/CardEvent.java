package io.hongbao.ledger.card;

/** What can happen to a card document that has not ended. */
public enum CardEvent {
    /** The card was debited, for what can still be delivered. */
    DEBITED,
    /** The card was debited, for what was paid otherwise or is too late. */
    DEBITED_IN_VAIN,
    /** The bank declined the debit, for ever. */
    DECLINED,
    /** The bank never debits this number from now on. */
    LOCKED,
    /** The bank does not know the number so far. */
    NOT_BOOKED,
    /** The bank gave the money back to the card. */
    REFUNDED,
    /** No answer, or none that decides. */
    NO_ANSWER
}
