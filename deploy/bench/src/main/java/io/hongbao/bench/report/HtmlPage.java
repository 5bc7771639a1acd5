package io.hongbao.bench.report;

import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.watch.Pipeline.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run as a page that needs nothing else: no script, no style sheet, no network. */
final class HtmlPage {

    private static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; }
            h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin: 2em 0 .3em; }
            pre { font: 12px/1.45 ui-monospace, monospace; overflow-x: auto; background: #f6f6f4; padding: 1em; }
            svg { width: 100%; height: auto; } text { font: 11px system-ui, sans-serif; fill: #444; }
            p { margin: .2em 0 .6em; color: #555; }
            """;

    private static final double BUCKET_SECONDS = 0.25;

    private HtmlPage() {}

    static String of(RunResult run) {
        var page = new StringBuilder(1 << 16);
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>Hongbao bench</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Hongbao bench, ")
                .append(run.at())
                .append("</h1>\n");
        section(
                page,
                "Rate over time",
                "Acknowledged operations a second, in each round's window, one after the other.",
                LineChart.of(rates(run), "s", "ops/s"));
        section(
                page,
                "Latency at half of the peak",
                "Open loop: from the instant at which a call should have been sent. Milliseconds.",
                BarChart.of(latencies(run), "ms"));
        section(
                page,
                "Backlog",
                "Opens acknowledged and not credited yet, in the last round.",
                LineChart.of(backlogs(run), "s", "opens"));
        section(
                page,
                "CPU by process",
                "Microseconds of one operation, all rounds.",
                StackChart.of(cpu(run), "µs"));
        section(
                page,
                "Batch sizes",
                "Commands of one batch, the mean.",
                BarChart.of(batches(run), ""));
        page.append("<h2>All figures</h2>\n<pre>");
        TextTable.of(run).forEach(line -> page.append(Svg.escaped(line)).append('\n'));
        run.settings()
                .forEach((name, value) ->
                        page.append(Svg.escaped("%n%s: %s".formatted(name, value))));
        return page.append("</pre>\n</body></html>\n").toString();
    }

    private static void section(StringBuilder page, String title, String says, String svg) {
        if (!svg.isEmpty()) {
            page.append("<h2>")
                    .append(title)
                    .append("</h2>\n<p>")
                    .append(says)
                    .append("</p>\n")
                    .append(svg)
                    .append('\n');
        }
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
        for (Window window : run.halfPeak()) {
            Latency latency = Objects.requireNonNull(window.latency());
            var bars = new LinkedHashMap<String, Double>();
            bars.put("p50", latency.p50());
            bars.put("p90", latency.p90());
            bars.put("p99", latency.p99());
            bars.put("p99.9", latency.p999());
            bars.put("max", latency.max());
            groups.put(window.figure(), bars);
        }
        return groups;
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
        run.figures().forEach(figure -> groups.put(figure, run.cpuMicrosEach(figure)));
        return groups;
    }

    private static Map<String, Map<String, Double>> batches(RunResult run) {
        var groups = new LinkedHashMap<String, Map<String, Double>>();
        for (String figure : run.figures()) {
            Map<String, Double> batches = run.batches(figure);
            if (!batches.isEmpty()) {
                groups.put(figure, batches);
            }
        }
        return groups;
    }
}
