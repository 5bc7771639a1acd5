package io.hongbao.local.bank;

/**
 * How the bank behaves, until it is told otherwise.
 *
 * @param delayMs how long it thinks before it books or answers
 * @param fault what goes wrong
 * @param probability how often it does, 0 to 1
 * @param count how many debits it may still hit; negative: any number
 * @param alsoQueries whether questions about debits suffer too
 */
record BankBehaviour(
        long delayMs, Fault fault, double probability, long count, boolean alsoQueries) {

    static final long DELAY_MS_MAX = 60_000;

    static final BankBehaviour GOOD = new BankBehaviour(0, Fault.NONE, 1, -1, false);

    /** What can go wrong with a call. */
    enum Fault {
        NONE,
        /** The debit is booked, then the connection is closed without an answer. */
        LOSE_ANSWER,
        /** Nothing is booked and nothing is answered, while the connection stays open. */
        HANG,
        /** 500 before anything is booked. */
        ERROR
    }

    BankBehaviour {
        if (delayMs < 0 || delayMs > DELAY_MS_MAX) {
            throw new IllegalArgumentException(
                    "must be 0 to " + DELAY_MS_MAX + ": delayMs=" + delayMs);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("must be 0 to 1: probability=" + probability);
        }
    }

    BankBehaviour afterHit() {
        if (count < 0) {
            return this;
        }
        return count <= 1
                ? new BankBehaviour(delayMs, Fault.NONE, probability, 0, alsoQueries)
                : new BankBehaviour(delayMs, fault, probability, count - 1, alsoQueries);
    }
}
