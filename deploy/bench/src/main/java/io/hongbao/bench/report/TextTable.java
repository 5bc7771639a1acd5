package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.Bars.Bar;
import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.watch.BatchSizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run for people who look at a terminal. */
public final class TextTable {

    /** Parts of a microsecond are noise of the kernel's ticks. */
    private static final double MICROS_SHOWN_MIN = 0.5;

    /** What a JVM allocates when nobody calls, meters that are read, and the like. */
    private static final double BYTES_SHOWN_MIN = 50;

    private TextTable() {}

    public static List<String> of(RunResult run) {
        var lines = new ArrayList<String>();
        rates(run, lines);
        bars(Bars.of(run), lines);
        cpu(run, lines);
        allocations(run, lines);
        CostTable.add(run, lines);
        batches(run, lines);
        check(run.check(), lines);
        return lines;
    }

    private static void rates(RunResult run, List<String> lines) {
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-20s %10s %8s %8s %9s %9s %8s",
                        "figure",
                        "ops/s",
                        "spread",
                        "÷ hello",
                        "p50 ms",
                        "p99 ms",
                        "failed"));
        double hello = run.rate(Bars.HELLO).median();
        for (String figure : run.figures()) {
            Spread rate = run.rate(figure);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-20s %,10.0f %7.0f%% %8s %9s %9s %,8d",
                            figure,
                            rate.median(),
                            100 * rate.relative(),
                            hello == 0
                                    ? ""
                                    : String.format(Locale.ROOT, "%.3f", rate.median() / hello),
                            latency(run.of(figure), false),
                            latency(run.of(figure), true),
                            run.of(figure).stream().mapToLong(Window::failed).sum()));
        }
        for (Window window : run.openLoop()) {
            Latency latency = Objects.requireNonNull(window.latency());
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-20s %,10.0f  open loop: p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms",
                            window.figure(),
                            window.rate(),
                            latency.p50(),
                            latency.p90(),
                            latency.p99(),
                            latency.p999(),
                            latency.max()));
        }
        credits(run, lines);
        failures(run, lines);
    }

    private static String latency(List<Window> windows, boolean p99) {
        List<Double> values =
                windows.stream()
                        .map(Window::latency)
                        .filter(Objects::nonNull)
                        .map(latency -> p99 ? latency.p99() : latency.p50())
                        .toList();
        return values.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f", Spread.of(values).median());
    }

    private static void credits(RunResult run, List<String> lines) {
        for (String figure : run.figures()) {
            List<Credits> credits =
                    run.of(figure).stream().map(Window::credits).filter(Objects::nonNull).toList();
            if (!credits.isEmpty()) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%-20s credits %,.0f/s while opens went on, %.2f of them; the rest within %s",
                                figure,
                                Spread.of(credits.stream().map(Credits::rate).toList()).median(),
                                Spread.of(credits.stream().map(Credits::ratio).toList()).median(),
                                credits.stream()
                                        .map(credit ->
                                                credit.drainMs() < 0
                                                        ? "(not drained)"
                                                        : credit.drainMs() + " ms")
                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    private static void failures(RunResult run, List<String> lines) {
        for (String figure : run.figures()) {
            for (Window window : run.of(figure)) {
                if (window.failed() > 0) {
                    lines.add(
                            String.format(
                                    Locale.ROOT, "%-20s failed: %s", figure, window.failures()));
                }
            }
        }
    }

    /** Figures against what they are measured by; nothing when there are none. */
    static void bars(List<Bar> bars, List<String> lines) {
        if (bars.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-42s %12s %8s %6s %6s  %s",
                        "measured",
                        "value",
                        "ratio",
                        "bar",
                        "aim",
                        "reached"));
        for (Bar bar : bars) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-42s %12s %8.2f %6s %6s  %s",
                            bar.figure(),
                            bar.value(),
                            bar.ratio(),
                            plain(bar.bar()),
                            bar.hasAim() ? plain(bar.aim()) : "",
                            bar.reached()));
        }
    }

    private static String plain(double bar) {
        return bar == Math.rint(bar)
                ? String.format(Locale.ROOT, "%.0f", bar)
                : Double.toString(bar);
    }

    private static void cpu(RunResult run, List<String> lines) {
        lines.add("");
        lines.add("CPU of one operation, microseconds");
        byProcess(run, Rounds::cpuMicrosEach, MICROS_SHOWN_MIN, "%.1f", lines);
        long others = run.windows().stream().mapToLong(Window::othersMicros).sum();
        long ours =
                run.windows().stream()
                        .flatMap(window -> window.cpuMicros().values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Other processes of this machine used %.0f %% of the CPU time meanwhile.",
                        100.0 * others / Math.max(1, others + ours)));
    }

    private static void allocations(RunResult run, List<String> lines) {
        lines.add("");
        lines.add("Heap that one operation allocated, bytes");
        byProcess(run, Rounds::allocatedBytesEach, BYTES_SHOWN_MIN, "%,.0f", lines);
    }

    /** A line for each figure, a column for each process that used something worth showing. */
    private static void byProcess(
            RunResult run,
            Function<Rounds, Map<String, Double>> used,
            double shownMin,
            String format,
            List<String> lines) {
        var each = new LinkedHashMap<String, Map<String, Double>>();
        run.figures().forEach(figure -> each.put(figure, used.apply(run.rounds(figure))));
        each.values().removeIf(Map::isEmpty);
        List<String> processes =
                each.values().stream()
                        .flatMap(figure -> figure.entrySet().stream())
                        .filter(entry -> entry.getValue() >= shownMin)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .distinct()
                        .toList();
        lines.add(row("", "sum", processes));
        each.forEach((figure, values) -> {
            double sum = values.values().stream().mapToDouble(Double::doubleValue).sum();
            lines.add(
                    row(
                            figure,
                            String.format(Locale.ROOT, format, sum),
                            processes.stream()
                                    .map(process -> values.getOrDefault(process, 0.0))
                                    .map(value -> String.format(Locale.ROOT, format, value))
                                    .toList()));
        });
    }

    private static String row(String figure, String sum, List<String> columns) {
        return String.format(Locale.ROOT, "%-20s %9s ", figure, sum)
                + columns.stream()
                        .map(column -> String.format(Locale.ROOT, "%17s", column))
                        .collect(Collectors.joining());
    }

    private static void batches(RunResult run, List<String> lines) {
        lines.add("");
        lines.add("Batches: the mean, then what half and 99 of 100 do not exceed");
        for (String figure : run.figures()) {
            Map<String, BatchSizes> batches = run.rounds(figure).batches();
            if (!batches.isEmpty()) {
                lines.add(String.format(Locale.ROOT, "%-20s %s", figure, batches(batches)));
            }
        }
    }

    /** All hops in one line. */
    static String batches(Map<String, BatchSizes> batches) {
        return batches.entrySet().stream()
                .map(hop ->
                        String.format(
                                Locale.ROOT,
                                "%s %.1f %.0f %.0f",
                                hop.getKey(),
                                hop.getValue().mean(),
                                hop.getValue().p50(),
                                hop.getValue().p99()))
                .collect(Collectors.joining(" | "));
    }

    static void check(Outcome check, List<String> lines) {
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Opens acknowledged %,d (%,d fen), rows %,d (%,d fen), credits %,d (%,d fen): %s",
                        check.acknowledged().rows(),
                        check.acknowledged().fen(),
                        check.rows().rows(),
                        check.rows().fen(),
                        check.credits().rows(),
                        check.credits().fen(),
                        check.clean() ? "right" : "WRONG"));
        // The last line sums up; the rest is for those who have to find out what happened.
        lines.add(
                check.clean()
                        ? check.invariants().lines().reduce("", (_, last) -> last)
                        : check.invariants());
    }
}
