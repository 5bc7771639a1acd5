package io.hongbao.reconcile.report;

import java.util.List;
import java.util.Map;

/**
 * The answer to one invariant.
 *
 * @param note why it was not, or not completely, checked; else empty
 * @param figures what was counted and summed, in order
 * @param discrepancyCount all of them
 * @param discrepancies the first {@link Findings#ROWS_MAX} of them
 */
public record InvariantResult(
        Invariant invariant,
        InvariantVerdict verdict,
        String note,
        Map<String, Long> figures,
        long discrepancyCount,
        List<Discrepancy> discrepancies) {

    /** The answer where {@code note} says what is missing for a check. */
    public static InvariantResult notChecked(Invariant invariant, String note) {
        return new InvariantResult(
                invariant, InvariantVerdict.NOT_CHECKED, note, Map.of(), 0, List.of());
    }

    /** The figure of this name; throws when there is none. */
    public long figure(String name) {
        Long figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("must be one of " + figures + ": " + name);
        }
        return figure;
    }
}
