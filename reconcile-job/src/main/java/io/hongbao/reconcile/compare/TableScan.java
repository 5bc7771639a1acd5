package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Comparison.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One reading of a table for all sides of comparisons that are in the same rows: rows are expensive
 * to read, so they are read once.
 */
public record TableScan(List<End> ends) {

    public TableScan {
        ends = List.copyOf(ends);
    }

    /** A side of a comparison. */
    public record End(Comparison comparison, Role role) {

        Side side() {
            return comparison.side(role);
        }
    }

    /** All that is to be read in the tables of SETs. */
    public static List<TableScan> ofTables() {
        return of(true, Set.of(Role.values()));
    }

    /** All that is to be read of one role in wallet shards. */
    public static List<TableScan> ofShards(Role role) {
        return of(false, Set.of(role));
    }

    private static List<TableScan> of(boolean inSet, Set<Role> roles) {
        var scans = new LinkedHashMap<Side.Rows, List<End>>();
        Stream.of(Comparison.values())
                .flatMap(comparison ->
                        Stream.of(Role.values()).map(role -> new End(comparison, role)))
                .filter(end -> end.side().inSet() == inSet && roles.contains(end.role()))
                .forEach(end ->
                        scans.computeIfAbsent(end.side().rows(), _ -> new ArrayList<>()).add(end));
        return scans.values().stream().map(TableScan::new).toList();
    }

    /** In the order of {@link #ends}; they read the same rows. */
    List<Side> sides() {
        return ends.stream().map(End::side).toList();
    }

    /** What all rows must fulfil: the filter of all sides, if it is the same. */
    String filter() {
        List<String> filters = sides().stream().map(Side::filter).distinct().toList();
        return filters.size() == 1 ? filters.getFirst() : Side.ALL;
    }

    boolean byShard() {
        return ends.stream().anyMatch(end -> end.comparison().byShard());
    }
}
