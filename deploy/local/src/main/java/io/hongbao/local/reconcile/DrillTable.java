package io.hongbao.local.reconcile;

import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedCase.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reconcile drill came to.
 *
 * @param besides discrepancies of the day that nobody planted
 * @param firstCode the exit code of the first run, which must be 1
 * @param directory where the three reports are
 */
public record DrillTable(List<Row> rows, Set<Expected> besides, int firstCode, Path directory) {

    /**
     * One fault.
     *
     * @param found under its right name, with all that belongs to it
     * @param repaired as its kind says: made good, or not touched
     * @param after as it must be after the repairs: gone, or still there for a person
     */
    record Row(PlantedCase planted, boolean found, boolean repaired, boolean after) {

        static Row of(
                PlantedCase planted, DayFindings found, DayFindings repaired, DayFindings again) {
            boolean mustGo = planted.fault().repaired();
            Set<String> outcomes = repaired.outcomes(planted);
            return new Row(
                    planted,
                    found.hasAll(planted),
                    mustGo
                            ? Set.of("DONE", "UNDER_WAY").containsAll(outcomes)
                            : Set.of("PERSON", "REFUSED").containsAll(outcomes),
                    mustGo ? again.hasNone(planted) : again.hasAll(planted));
        }

        boolean good() {
            return found && repaired && after;
        }
    }

    /** Whether the job did all that it must. */
    public boolean good() {
        return firstCode == 1 && besides.isEmpty() && rows.stream().allMatch(Row::good);
    }

    /** For a terminal. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-28s %-6s %-60s %-18s %s",
                        "planted",
                        "found",
                        "as",
                        "repair",
                        "found again"));
        for (Row row : rows) {
            boolean mustGo = row.planted().fault().repaired();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-28s %-6s %-60s %-18s %s",
                            row.planted().fault(),
                            row.found() ? "yes" : "NO",
                            row.planted().expected().stream()
                                    .map(Expected::kind)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                            row.repaired() ? mustGo ? "repaired" : "left to a person" : "WRONG",
                            row.after()
                                    ? mustGo ? "no" : "yes"
                                    : mustGo ? "YES, STILL" : "NO, GONE"));
        }
        besides.forEach(other -> lines.add("NOT PLANTED: " + other.kind() + " " + other.subject()));
        long repaired = rows.stream().filter(row -> row.planted().fault().repaired()).count();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d planted, %d found, %d repaired, %d left for a person%s",
                        rows.size(),
                        rows.stream().filter(Row::found).count(),
                        repaired,
                        rows.size() - repaired,
                        good() ? "" : ": NOT ALL AS IT MUST BE"));
        lines.add("reports: " + directory);
        return lines;
    }
}
