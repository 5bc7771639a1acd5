package io.hongbao.ledger.wallet;

/** What became of an entry that was to be written once. */
public enum WriteOutcome {
    /** Written with this commit. */
    NEW,
    /** Was there before, with the same content. */
    REPEATED,
    /** Was there before with other content, which stays. */
    DIFFERS
}
