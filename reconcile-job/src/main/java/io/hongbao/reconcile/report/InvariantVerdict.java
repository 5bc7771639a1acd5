package io.hongbao.reconcile.report;

/** Whether an invariant holds. */
public enum InvariantVerdict {
    YES,
    NO,
    /**
     * What it takes was not given; the answer's note says what. Not clean, and not a discrepancy.
     */
    NOT_CHECKED
}
