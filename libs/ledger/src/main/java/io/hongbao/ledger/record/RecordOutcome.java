package io.hongbao.ledger.record;

/** What became of a record that was to be added. */
public enum RecordOutcome {
    /** Written with this commit. */
    ADDED,
    /** Was there before, with the same content. */
    REPEATED,
    /** Was there before with other content, which stays. */
    DIFFERS
}
