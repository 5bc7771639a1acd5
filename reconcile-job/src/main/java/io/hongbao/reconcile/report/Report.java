package io.hongbao.reconcile.report;

import java.util.List;

/**
 * The answers to all five invariants.
 *
 * @param settled whether a cause without its effect counted as a discrepancy
 */
public record Report(boolean settled, List<InvariantResult> answers) {

    /** No discrepancy in what was checked. */
    public boolean clean() {
        return answers.stream().noneMatch(answer -> answer.verdict() == InvariantVerdict.NO);
    }

    public InvariantResult answer(Invariant invariant) {
        return answers.stream()
                .filter(answer -> answer.invariant() == invariant)
                .findFirst()
                .orElseThrow();
    }

    public long discrepancyCount() {
        return answers.stream().mapToLong(InvariantResult::discrepancyCount).sum();
    }

    /** Whether waiting may heal some of what was found. */
    public boolean hasLate() {
        return answers.stream()
                .flatMap(answer -> answer.discrepancies().stream())
                .anyMatch(Discrepancy::late);
    }

    /** For the end of tests: an {@link AssertionError} with the whole report unless clean. */
    public Report requireClean() {
        if (!clean()) {
            throw new AssertionError("discrepancies found\n" + TextReport.of(this));
        }
        return this;
    }

    /** Clean, and each of these invariants was really checked. */
    public Report requireHolds(Invariant... invariants) {
        requireClean();
        for (Invariant invariant : invariants) {
            if (answer(invariant).verdict() != InvariantVerdict.YES) {
                throw new AssertionError("not checked: " + invariant + "\n" + TextReport.of(this));
            }
        }
        return this;
    }
}
