package io.hongbao.bench.report;

import io.hongbao.bench.report.GrowthResult.Step;
import io.hongbao.bench.watch.BatchSizes;
import io.hongbao.bench.watch.ProcessRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Growth for people who look at a terminal: a column for each size of the fleet. */
public final class GrowthTable {

    private static final int NAME = 40;
    private static final int COLUMN = 22;

    private final GrowthResult growth;
    private final List<String> lines = new ArrayList<>();

    private GrowthTable(GrowthResult growth) {
        this.growth = growth;
    }

    public static List<String> of(GrowthResult growth) {
        var table = new GrowthTable(growth);
        table.fill();
        TextTable.check(growth.check(), table.lines);
        return table.lines;
    }

    private void fill() {
        lines.add("");
        row("one open of open-many", step -> step.shape().toString());
        row("opens/s", step -> String.format(Locale.ROOT, "%,.0f", step.rounds().rate().median()));
        row(
                "spread",
                step ->
                        String.format(
                                Locale.ROOT, "%.0f%%", 100 * step.rounds().rate().relative()));
        row("failed", step -> Long.toString(failed(step)));
        lines.add("CPU, µs, with all that came of it");
        for (String role : roles()) {
            row(
                    "  " + role,
                    step ->
                            String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    step.rounds().wholeCpuMicrosEach().getOrDefault(role, 0.0)));
        }
        row("  sum without the generator", step -> String.format(Locale.ROOT, "%.1f", cpu(step)));
        row(
                "  ÷ the first column",
                step -> String.format(Locale.ROOT, "%.2f", cpu(step) / cpu(first())));
        row(
                "  of other processes, % of all",
                step -> String.format(Locale.ROOT, "%.0f", others(step)));
        for (String role : List.of(ProcessRoles.SETS, ProcessRoles.WALLETS)) {
            databases(role);
        }
        row("connections of one SET", GrowthTable::connections);
        lines.add("batches: mean, p50, p99");
        for (String hop : hops()) {
            row("  " + hop, step -> batch(step.rounds().batches().get(hop)));
        }
    }

    private void databases(String role) {
        lines.add(role + ", of one open");
        row("  statements", step -> each(step, step.rounds().databases(role).statements(), "%.2f"));
        row("  commits", step -> each(step, step.rounds().databases(role).commits(), "%.2f"));
        row(
                "  redo log, bytes",
                step -> each(step, step.rounds().databases(role).redoBytes(), "%,.0f"));
        row(
                "  binlog, bytes",
                step -> each(step, step.rounds().databases(role).binlogBytes(), "%,.0f"));
    }

    private static String each(Step step, long total, String format) {
        return String.format(Locale.ROOT, format, step.rounds().each(total));
    }

    private static String connections(Step step) {
        int all = step.rounds().databases(ProcessRoles.SETS).connections();
        return String.format(Locale.ROOT, "%.1f", (double) all / step.shape().sets());
    }

    private static String batch(@Nullable BatchSizes sizes) {
        return sizes == null
                ? "-"
                : String.format(
                        Locale.ROOT, "%.1f  %.0f  %.0f", sizes.mean(), sizes.p50(), sizes.p99());
    }

    private static long failed(Step step) {
        return step.windows().stream().mapToLong(Window::failed).sum();
    }

    /** Somebody else's work on this machine, within the windows. */
    private static double others(Step step) {
        long others = step.windows().stream().mapToLong(Window::othersMicros).sum();
        long ours =
                step.windows().stream()
                        .flatMap(window -> window.cpuMicros().values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
        return 100.0 * others / Math.max(1, others + ours);
    }

    private static double cpu(Step step) {
        return CostTable.suiteMicros(step.rounds());
    }

    private Step first() {
        return growth.steps().getFirst();
    }

    private Set<String> roles() {
        return growth.steps().stream()
                .flatMap(step -> step.rounds().wholeCpuMicrosEach().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> hops() {
        return growth.steps().stream()
                .flatMap(step -> step.rounds().batches().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void row(String name, Function<Step, String> cell) {
        lines.add(
                String.format(Locale.ROOT, "%-" + NAME + "s", name)
                        + growth.steps().stream()
                                .map(step ->
                                        String.format(
                                                Locale.ROOT, "%" + COLUMN + "s", cell.apply(step)))
                                .collect(Collectors.joining()));
    }
}
