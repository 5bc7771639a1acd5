package io.hongbao.ledger.card;

/** Where a card document stands; {@link CardLifecycle} says how it gets there. */
public enum CardState {
    /** The call that made it is asking the bank to debit the card. */
    OPEN(false),
    /** That call got no clear answer: the bank is queried. */
    UNCLEAR(false),
    /** The bank is asked to lock the number, so that it is never debited from then on. */
    LOCKING(false),
    /** The card was debited for what cannot be delivered any more: the bank is asked to refund. */
    REFUNDING(false),
    /** The card was debited, and the money is where it was to go. */
    PAID(true),
    /** The bank declined: no money moved. */
    DECLINED(true),
    /** The bank locked the number: no money moved, and none ever will. */
    LOCKED(true),
    /** The card was debited and got its money back. */
    REFUNDED(true);

    private final boolean end;

    CardState(boolean end) {
        this.end = end;
    }

    /** Whether nothing changes it any more. */
    public boolean isEnd() {
        return end;
    }
}
