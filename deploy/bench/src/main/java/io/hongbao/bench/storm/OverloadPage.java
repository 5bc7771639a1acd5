package io.hongbao.bench.storm;

import io.hongbao.bench.chart.LineChart;
import io.hongbao.bench.report.HtmlPage;
import io.hongbao.bench.report.HtmlPage.Chapter;
import io.hongbao.bench.report.HtmlPage.Section;
import io.hongbao.bench.storm.OverloadResult.OverloadPhases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a storm came to, for people. */
final class OverloadPage {

    private OverloadPage() {}

    static List<String> lines(OverloadResult result, List<String> broken) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "tier  offered/s    well  refused   other   p99 half   p99 storm  refusals' p99"
                        + "  refused from   back   changes");
        OverloadPhases phases = result.phases();
        result.tiers()
                .forEach((tier, series) ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "%4d %,10.0f %6.1f%% %7.1f%% %6.1f%% %7.1f ms %8.1f ms"
                                                + " %11.1f ms %11.2f s %4d s %9d",
                                        tier,
                                        (double) series.offered(phases.storm())
                                                / phases.storm().seconds(),
                                        part(series.well(phases.storm()), series, phases),
                                        part(series.refused(phases.storm()), series, phases),
                                        part(series.failed(phases.storm()), series, phases),
                                        series.wellP99Ms(phases.half()),
                                        series.wellP99Ms(phases.storm()),
                                        series.refusedP99Ms(phases.storm()),
                                        OverloadVerdict.firstRefused(result, tier),
                                        OverloadVerdict.back(result, tier),
                                        OverloadVerdict.changes(result, tier))));
        CallSeries all = CallSeries.of(result.tiers().values());
        lines.add("");
        say(lines, "peak", String.format(Locale.ROOT, "%,.0f calls/s", result.peak()));
        say(lines, "not well in the storm", all.failures(phases.storm()).toString());
        say(lines, "not well at half before", all.failures(phases.half()).toString());
        say(
                lines,
                "sent late by the load",
                String.format(Locale.ROOT, "p99 %.1f ms", all.lateP99Ms()));
        say(lines, "cores in the storm", cores(result.cpu()));
        say(lines, "heap kept, MiB", heap(result));
        say(lines, "money", result.moneyClean() ? "clean" : "NOT CLEAN");
        lines.add("");
        verdict(broken).forEach(lines::add);
        return lines;
    }

    static List<String> verdict(List<String> broken) {
        return broken.isEmpty()
                ? List.of("All that must hold held.")
                : broken.stream().map(rule -> "BROKEN  " + rule).toList();
    }

    private static double part(long count, CallSeries series, OverloadPhases phases) {
        return 100.0 * count / Math.max(1, series.offered(phases.storm()));
    }

    private static void say(List<String> lines, String what, String found) {
        lines.add(String.format(Locale.ROOT, "%-24s %s", what, found));
    }

    private static String cores(Map<String, Double> cpu) {
        return cpu.entrySet().stream()
                .map(used -> String.format(Locale.ROOT, "%s %.2f", used.getKey(), used.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String heap(OverloadResult result) {
        return result.heap().entrySet().stream()
                .map(of ->
                        String.format(
                                Locale.ROOT,
                                "%s %d to %d",
                                of.getKey(),
                                of.getValue().beforeBytes() >> 20,
                                of.getValue().afterBytes() >> 20))
                .collect(Collectors.joining(", "));
    }

    /** With a line of its own colour for each tier. */
    static String html(OverloadResult result, List<String> lines) {
        List<Section> sections =
                List.of(
                        section(
                                result,
                                "Offered",
                                "Calls a second that were due.",
                                "calls/s",
                                CallSeries::offered),
                        section(
                                result,
                                "Goodput",
                                "Calls a second that were answered well.",
                                "calls/s",
                                CallSeries::well),
                        section(
                                result,
                                "Refused",
                                "Calls a second that were refused as overloaded.",
                                "calls/s",
                                CallSeries::refused),
                        section(
                                result,
                                "Other errors",
                                "Calls a second.",
                                "calls/s",
                                CallSeries::failed),
                        section(
                                result,
                                "p99 of good answers",
                                "From the instant at which a call was due.",
                                "ms",
                                CallSeries::wellP99Ms),
                        section(
                                result,
                                "p99 of refusals",
                                "From the instant at which a call was due.",
                                "ms",
                                CallSeries::refusedP99Ms));
        return HtmlPage.of(
                List.of(new Chapter("Overload: three times the peak", sections, lines, Map.of())));
    }

    private interface Figure {
        double of(CallSeries series, Span second);
    }

    private static Section section(
            OverloadResult result, String title, String says, String unit, Figure figure) {
        var lines = new LinkedHashMap<String, List<double[]>>();
        result.tiers()
                .forEach((tier, series) ->
                        lines.put(
                                "tier " + tier,
                                IntStream.range(0, result.phases().after().to())
                                        .mapToObj(at ->
                                                new double[] {
                                                    at, figure.of(series, new Span(at, at + 1))
                                                })
                                        .toList()));
        return new Section(title, says, LineChart.of(lines, "s", unit));
    }
}
