package io.hongbao.reconcile.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Collects what one invariant's check counts, sums and finds. Used by one thread. */
public final class Findings {

    /** Rows beyond this are counted, not kept. */
    public static final int ROWS_MAX = 1_000;

    private final Invariant invariant;
    private final Predicate<String> lateCounts;
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<Discrepancy> rows = new ArrayList<>();
    private long count;
    private String note = "";

    /**
     * @param lateCounts whether a cause without its effect is a discrepancy already (the suite is
     *     quiet) or may still be under way (it runs)
     */
    public Findings(Invariant invariant, boolean lateCounts) {
        this(invariant, _ -> lateCounts);
    }

    /**
     * The same, where it depends on the subject.
     *
     * @param lateCounts given what is late: whether its effect had to be there by now
     */
    public Findings(Invariant invariant, Predicate<String> lateCounts) {
        this.invariant = invariant;
        this.lateCounts = lateCounts;
    }

    /** Adds to a figure, which begins at 0. */
    public void add(String figure, long amount) {
        figures.merge(figure, amount, Math::addExact);
    }

    public void note(String text) {
        note = note.isEmpty() ? text : note + "; " + text;
    }

    /** Something is wrong, and waiting will not heal it. */
    public void wrong(String kind, String place, String subject, String found) {
        keep(new Discrepancy(kind, place, subject, found, false));
    }

    /** A cause is without its effect. */
    public void late(String kind, String place, String subject, String found) {
        if (lateCounts.test(subject)) {
            keep(new Discrepancy(kind, place, subject, found, true));
        }
    }

    public InvariantResult answer() {
        return new InvariantResult(
                invariant,
                count == 0 ? InvariantVerdict.YES : InvariantVerdict.NO,
                note,
                Collections.unmodifiableMap(new LinkedHashMap<>(figures)),
                count,
                List.copyOf(rows));
    }

    private void keep(Discrepancy row) {
        count++;
        if (rows.size() < ROWS_MAX) {
            rows.add(row);
        }
    }
}
