package io.hongbao.bench.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.hongbao.bench.chart.BarChart;
import io.hongbao.bench.chart.LineChart;
import io.hongbao.bench.chart.StackChart;
import io.hongbao.bench.report.GrowthResult.Step;
import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.watch.Pipeline.Sample;
import io.hongbao.bench.watch.ProcessRoles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The last runs as a page that needs nothing else: no script, no style sheet, no network. */
public final class HtmlPage {

    private static final double BUCKET_SECONDS = 0.25;

    private static final TemplateEngine PAGES =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    HtmlPage.class.getClassLoader(),
                    HtmlPage.class.getPackageName());

    private HtmlPage() {}

    /** One kind of run. */
    public record Chapter(
            String title,
            List<Section> sections,
            List<String> lines,
            Map<String, String> settings) {

        /** Those that have something to show. */
        List<Section> drawn() {
            return sections.stream().filter(section -> !section.svg().isEmpty()).toList();
        }

        String figures() {
            var text = new StringBuilder();
            lines.forEach(line -> text.append(line).append('\n'));
            settings.forEach(
                    (name, value) -> text.append('\n').append(name).append(": ").append(value));
            return text.toString();
        }
    }

    public record Section(String title, String says, String svg) {}

    static String of(LatestRuns latest) {
        var chapters = new ArrayList<Chapter>();
        latest.run().map(HtmlPage::run).ifPresent(chapters::add);
        latest.start().map(HtmlPage::start).ifPresent(chapters::add);
        latest.growth().map(HtmlPage::growth).ifPresent(chapters::add);
        return of(chapters);
    }

    /** Chapter after chapter. */
    public static String of(List<Chapter> chapters) {
        var page = new StringOutput(1 << 16);
        PAGES.render("bench.jte", Map.of("chapters", chapters), page);
        return page.toString();
    }

    private static Chapter run(RunResult run) {
        return new Chapter(
                "Hongbao bench, " + seconds(run.at()),
                List.of(
                        new Section(
                                "Rate over time",
                                "Acknowledged operations a second, in each round's window, one after the other.",
                                LineChart.of(rates(run), "s", "ops/s")),
                        new Section(
                                "Latency at half of the peak, and at a fixed rate",
                                "Open loop: from the instant at which a call should have been sent. Milliseconds.",
                                BarChart.of(latencies(run), "ms")),
                        new Section(
                                "Latency at the peak",
                                "Closed loop, the median of the rounds: what a call takes when all connections"
                                        + " always press. Milliseconds.",
                                BarChart.of(peakLatencies(run), "ms")),
                        new Section(
                                "Backlog",
                                "Opens acknowledged and not credited yet, in the last round.",
                                LineChart.of(backlogs(run), "s", "opens")),
                        new Section(
                                "CPU by process",
                                "Microseconds of one operation, all rounds.",
                                StackChart.of(cpu(run), "µs")),
                        new Section(
                                "Heap allocated",
                                "Bytes of one operation by JVM, all rounds.",
                                StackChart.of(allocated(run), "bytes")),
                        new Section(
                                "Batch sizes",
                                "At every hop, from the gateway's calls to the commits in the wallets: the mean,"
                                        + " and what half and 99 of 100 batches do not exceed.",
                                BarChart.of(batches(run), ""))),
                TextTable.of(run),
                run.settings());
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Chapter start(StartResult start) {
        var points = new ArrayList<double[]>();
        for (double rate : start.rates()) {
            points.add(new double[] {points.size() * BUCKET_SECONDS, rate});
        }
        return new Chapter(
                "From up to the peak, " + seconds(start.at()),
                List.of(
                        new Section(
                                "Rate of a suite that was just started",
                                "Opens a second, from the first packet on.",
                                LineChart.of(Map.of("open-many", points), "s", "ops/s"))),
                start.lines(),
                start.settings());
    }

    private static Chapter growth(GrowthResult growth) {
        return new Chapter(
                "Growth, " + seconds(growth.at()),
                List.of(
                        new Section(
                                "CPU of one open",
                                "Microseconds by what processes are for, with all that came of the open.",
                                StackChart.of(
                                        bySize(growth, step -> step.rounds().wholeCpuMicrosEach()),
                                        "µs")),
                        new Section(
                                "Statements of one open",
                                "Sent to the databases, with all that came of the open.",
                                BarChart.of(bySize(growth, HtmlPage::statements), "")),
                        new Section(
                                "Batch sizes",
                                "The mean, and what half and 99 of 100 batches do not exceed.",
                                BarChart.of(bySize(growth, step -> batches(step.rounds())), ""))),
                GrowthTable.of(growth),
                growth.settings());
    }

    private static Map<String, Map<String, Double>> bySize(
            GrowthResult growth, Function<Step, Map<String, Double>> of) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        growth.steps().forEach(step -> groups.put(step.shape().toString(), of.apply(step)));
        return groups;
    }

    private static Map<String, Double> statements(Step step) {
        var bars = new LinkedHashMap<String, Double>();
        for (String role : List.of(ProcessRoles.SETS, ProcessRoles.WALLETS)) {
            bars.put(role, step.rounds().each(step.rounds().databases(role).statements()));
        }
        return bars;
    }

    private static Map<String, List<double[]>> rates(RunResult run) {
        var lines = new LinkedHashMap<String, List<double[]>>();
        for (String figure : run.figures()) {
            var points = new ArrayList<double[]>();
            for (Window window : run.of(figure)) {
                for (double rate : window.rates()) {
                    points.add(new double[] {points.size() * BUCKET_SECONDS, rate});
                }
            }
            lines.put(figure, points);
        }
        return lines;
    }

    private static Map<String, Map<String, Double>> latencies(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        run.openLoop().stream()
                .collect(
                        Collectors.groupingBy(
                                Window::figure, LinkedHashMap::new, Collectors.toList()))
                .forEach((figure, windows) -> groups.put(figure, percentiles(windows)));
        return groups;
    }

    private static Map<String, Map<String, Double>> peakLatencies(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        for (String figure : run.figures()) {
            groups.put(figure, percentiles(run.of(figure)));
        }
        groups.values().removeIf(Map::isEmpty);
        return groups;
    }

    private static Map<String, Double> percentiles(List<Window> windows) {
        List<Latency> latencies =
                windows.stream().map(Window::latency).filter(Objects::nonNull).toList();
        var bars = new LinkedHashMap<String, Double>();
        if (!latencies.isEmpty()) {
            bars.put("p50", median(latencies, Latency::p50));
            bars.put("p90", median(latencies, Latency::p90));
            bars.put("p99", median(latencies, Latency::p99));
            bars.put("p99.9", median(latencies, Latency::p999));
            bars.put("max", median(latencies, Latency::max));
        }
        return bars;
    }

    private static double median(List<Latency> latencies, ToDoubleFunction<Latency> of) {
        return Spread.of(latencies.stream().map(of::applyAsDouble).toList()).median();
    }

    private static Map<String, List<double[]>> backlogs(RunResult run) {
        var lines = new LinkedHashMap<String, List<double[]>>();
        for (String figure : run.figures()) {
            Window last = run.of(figure).getLast();
            if (last.credits() != null) {
                var points = new ArrayList<double[]>();
                for (Sample sample : last.credits().samples()) {
                    points.add(new double[] {sample.atMs() / 1e3, sample.backlog()});
                }
                lines.put(figure, points);
            }
        }
        return lines;
    }

    private static Map<String, Map<String, Double>> cpu(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        run.figures().forEach(figure -> groups.put(figure, run.rounds(figure).cpuMicrosEach()));
        return groups;
    }

    private static Map<String, Map<String, Double>> allocated(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        for (String figure : run.figures()) {
            groups.put(figure, run.rounds(figure).allocatedBytesEach());
        }
        groups.values().removeIf(Map::isEmpty);
        return groups;
    }

    private static Map<String, Map<String, Double>> batches(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        for (String figure : run.figures()) {
            groups.put(figure, batches(run.rounds(figure)));
        }
        groups.values().removeIf(Map::isEmpty);
        return groups;
    }

    private static Map<String, Double> batches(Rounds rounds) {
        var bars = new LinkedHashMap<String, Double>();
        rounds.batches()
                .forEach((hop, sizes) -> {
                    bars.put(hop + ", mean", sizes.mean());
                    bars.put(hop + ", p50", sizes.p50());
                    bars.put(hop + ", p99", sizes.p99());
                });
        return bars;
    }
}
