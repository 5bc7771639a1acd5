package io.hongbao.bench.storm;

import io.hongbao.bench.chart.LineChart;
import io.hongbao.bench.report.HtmlPage;
import io.hongbao.bench.report.HtmlPage.Chapter;
import io.hongbao.bench.report.HtmlPage.Section;
import io.hongbao.bench.traffic.UserCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Module by module and call by call: how many were answered well, and whether that may be. */
final class ModuleTable {

    private static final double MISSED_MAX = 0.01;
    private static final double SLOWER_MAX = 3;

    /** A p99 that is no overload, whatever it was before. */
    private static final double NOT_SLOW_MS = 250;

    private final ModuleOverload.Outcome outcome;

    ModuleTable(ModuleOverload.Outcome outcome) {
        this.outcome = outcome;
    }

    /** What had to hold and did not; empty when all did. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        for (SlowModule module : SlowModule.values()) {
            outcome.calls()
                    .forEach((call, series) ->
                            broken(module, call, series)
                                    .ifPresent(rule ->
                                            broken.add(
                                                    name(module)
                                                            + ", "
                                                            + name(call)
                                                            + ": "
                                                            + rule)));
        }
        if (!outcome.moneyClean()) {
            broken.add("every fen is where it belongs");
        }
        return broken;
    }

    private static Optional<String> broken(SlowModule module, UserCall call, CallSeries series) {
        if (!isWell(series, module.before())) {
            return Optional.of("must be answered well before");
        }
        if (!isWell(series, module.after())) {
            return Optional.of("must be answered well 10 s after");
        }
        if (module.mayDegrade(call)) {
            return series.failures(module.slow()).keySet().stream()
                    .filter(reason -> !module.mayTell(reason))
                    .findFirst()
                    .map(reason -> "must not be told " + reason);
        }
        if (!isWell(series, module.slow())) {
            return Optional.of("must not notice: " + series.failures(module.slow()));
        }
        double before = series.wellP99Ms(module.before());
        double slow = series.wellP99Ms(module.slow());
        return slow <= Math.max(NOT_SLOW_MS, SLOWER_MAX * before)
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "must not become slow: p99 from %.0f to %.0f ms",
                                before,
                                slow));
    }

    /** But for one: some come only a few times in a span. */
    private static boolean isWell(CallSeries series, Span span) {
        long missed = series.offered(span) - series.well(span);
        return missed <= Math.max(1, MISSED_MAX * series.offered(span));
    }

    /** For people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (SlowModule module : SlowModule.values()) {
            lines.add("");
            lines.add(module.done());
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-20s %9s %18s %18s %18s   %s",
                            "well, p99",
                            "depends",
                            "before",
                            "slow",
                            "10 s after",
                            "told while it is slow"));
            outcome.calls().forEach((call, series) -> lines.add(row(module, call, series)));
        }
        lines.add("");
        lines.add("money  " + (outcome.moneyClean() ? "clean" : "NOT CLEAN"));
        lines.add("");
        lines.addAll(OverloadPage.verdict(broken()));
        return lines;
    }

    /** With a line of its own colour for each tier. */
    String html(List<String> lines) {
        Map<Integer, CallSeries> tiers = Overload.tiers(outcome.calls());
        List<Section> sections =
                List.of(
                        section(
                                "Answered well",
                                "Percent of the calls that were due.",
                                "%",
                                tiers,
                                ModuleTable::wellPercent),
                        section(
                                "p99 of good answers",
                                "From the instant at which a call was due.",
                                "ms",
                                tiers,
                                CallSeries::wellP99Ms));
        return HtmlPage.of(
                List.of(
                        new Chapter(
                                "Overload of each module: " + spans(), sections, lines, Map.of())));
    }

    private static String spans() {
        return Stream.of(SlowModule.values())
                .map(module -> name(module) + " from second " + module.slow().from())
                .collect(Collectors.joining(", "));
    }

    private static Section section(
            String title,
            String says,
            String unit,
            Map<Integer, CallSeries> tiers,
            ToDoubleBiFunction<CallSeries, Span> figure) {
        var lines = new LinkedHashMap<String, List<double[]>>();
        tiers.forEach((tier, series) ->
                lines.put(
                        "tier " + tier,
                        IntStream.range(0, Math.toIntExact(SlowModule.window().toSeconds()))
                                .mapToObj(at ->
                                        new double[] {
                                            at, figure.applyAsDouble(series, new Span(at, at + 1))
                                        })
                                .toList()));
        return new Section(title, says, LineChart.of(lines, "s", unit));
    }

    private static double wellPercent(CallSeries series, Span span) {
        return 100.0 * series.well(span) / Math.max(1, series.offered(span));
    }

    private static String row(SlowModule module, UserCall call, CallSeries series) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %9s %s %s %s   %s",
                        name(call),
                        module.mayDegrade(call) ? "yes" : "",
                        cell(series, module.before()),
                        cell(series, module.slow()),
                        cell(series, module.after()),
                        told(series.failures(module.slow())))
                .stripTrailing();
    }

    private static String cell(CallSeries series, Span span) {
        return String.format(
                Locale.ROOT, "%6.1f%% %7.0f ms", wellPercent(series, span), series.wellP99Ms(span));
    }

    private static String told(Map<String, Long> failures) {
        return failures.entrySet().stream()
                .map(told -> told.getKey() + ": " + told.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
