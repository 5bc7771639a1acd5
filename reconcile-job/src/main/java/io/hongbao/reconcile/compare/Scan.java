package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Comparison.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * One reading of a table for all comparisons that have the same side there: rows are expensive to
 * read, so they are read once.
 */
public record Scan(List<Comparison> comparisons, Role role) {

    public Scan {
        comparisons = List.copyOf(comparisons);
    }

    /** All that is to be read of one role in SETs, or in wallet shards. */
    public static List<Scan> of(Role role, boolean inSet) {
        record Key(Side.Rows rows, boolean byShard) {}
        var scans = new LinkedHashMap<Key, List<Comparison>>();
        Stream.of(Comparison.values())
                .filter(comparison -> comparison.inSet(role) == inSet)
                .forEach(comparison ->
                        scans.computeIfAbsent(
                                        new Key(comparison.side(role).rows(), comparison.byShard()),
                                        _ -> new ArrayList<>())
                                .add(comparison));
        return scans.values().stream().map(comparisons -> new Scan(comparisons, role)).toList();
    }

    /** In the order of {@link #comparisons}; they read the same rows. */
    List<Side> sides() {
        return comparisons.stream().map(comparison -> comparison.side(role)).toList();
    }

    /** What all rows must fulfil: the filter of all sides, if it is the same. */
    String filter() {
        List<String> filters = sides().stream().map(Side::filter).distinct().toList();
        return filters.size() == 1 ? filters.getFirst() : Side.ALL;
    }

    boolean byShard() {
        return comparisons.getFirst().byShard();
    }
}
