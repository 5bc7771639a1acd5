package io.hongbao.bench.report;

import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import io.hongbao.bench.watch.ProcessRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What a run says about the figures that the suite is measured by. */
final class Bars {

    static final String HELLO = "hello";
    private static final String NAIVE_HOT = "naive-hot";
    private static final String OPEN_MANY = "open-many";
    private static final int FIXED_RATE = 3_000;

    private Bars() {}

    /**
     * One of them.
     *
     * @param value as text with its unit
     * @param ratio or milliseconds
     * @param aim beyond the bar; the same as the bar where there is none
     * @param atMost whether less is better
     */
    record Bar(String figure, String value, double ratio, double bar, double aim, boolean atMost) {

        static Bar atLeast(String figure, String value, double ratio, double bar) {
            return new Bar(figure, value, ratio, bar, bar, false);
        }

        static Bar atMost(String figure, String value, double ratio, double bar) {
            return new Bar(figure, value, ratio, bar, bar, true);
        }

        boolean hasAim() {
            return aim != bar;
        }

        String reached() {
            if (!reaches(bar)) {
                return "no";
            }
            return hasAim() && reaches(aim) ? "aim" : "yes";
        }

        private boolean reaches(double limit) {
            return atMost ? ratio <= limit : ratio >= limit;
        }
    }

    /** Those of which the run has all parts. */
    static List<Bar> of(RunResult run) {
        var bars = new ArrayList<Bar>();
        rate(run, OPEN_MANY, HELLO, 0.3, 0.5, bars);
        rate(run, "open-hot", NAIVE_HOT, 8, 8, bars);
        rate(run, "grab", HELLO, 0.75, 0.75, bars);
        rate(run, "details", HELLO, 0.5, 0.5, bars);
        rate(run, "wrap-pay", HELLO, 0.1, 0.1, bars);
        rate(run, "mix", HELLO, 0.35, 0.35, bars);
        credits(run, bars);
        latency(run, bars);
        cpu(run, bars);
        return bars;
    }

    /** Through the gateway. */
    private static void rate(
            RunResult run,
            String figure,
            String yardstick,
            double bar,
            double aim,
            List<Bar> bars) {
        double rate = run.rate(figure).median();
        double by = run.rate(yardstick).median();
        if (rate > 0 && by > 0) {
            bars.add(
                    new Bar(
                            figure + " ÷ " + yardstick,
                            String.format(Locale.ROOT, "%,.0f/s", rate),
                            rate / by,
                            bar,
                            aim,
                            false));
        }
    }

    private static void credits(RunResult run, List<Bar> bars) {
        List<Credits> credits =
                run.of(OPEN_MANY).stream().map(Window::credits).filter(Objects::nonNull).toList();
        if (!credits.isEmpty()) {
            bars.add(
                    Bar.atLeast(
                            "credits drained ÷ opens accepted",
                            String.format(Locale.ROOT, "%,.0f/s", median(credits, Credits::rate)),
                            median(credits, Credits::ratio),
                            0.8));
        }
    }

    private static void latency(RunResult run, List<Bar> bars) {
        List<Window> fixed =
                run.openLoop().stream()
                        .filter(window ->
                                window.figure().equals(RunResult.at(FIXED_RATE, OPEN_MANY)))
                        .toList();
        List<Latency> latencies =
                fixed.stream().map(Window::latency).filter(Objects::nonNull).toList();
        if (!latencies.isEmpty()) {
            bars.add(
                    Bar.atMost(
                            "p99 of opens at a fixed rate, ms",
                            String.format(Locale.ROOT, "%,.0f/s", median(fixed, Window::rate)),
                            median(latencies, Latency::p99),
                            50));
        }
    }

    private static void cpu(RunResult run, List<Bar> bars) {
        Map<String, Double> open = ProcessRoles.sums(run.rounds(OPEN_MANY).cpuMicrosEach());
        Map<String, Double> hello = run.rounds(HELLO).cpuMicrosEach();
        if (!open.isEmpty() && hello.containsKey(HELLO)) {
            cpu(
                    "CPU of SETs for an open ÷ hello's server",
                    open.getOrDefault(ProcessRoles.SETS, 0.0),
                    hello.get(HELLO),
                    1,
                    bars);
            cpu("CPU of all for an open ÷ all for hello", sum(open), sum(hello), 4, bars);
        }
    }

    private static void cpu(
            String figure, double micros, double yardstick, double bar, List<Bar> bars) {
        bars.add(
                Bar.atMost(
                        figure,
                        String.format(Locale.ROOT, "%,.1f µs", micros),
                        micros / yardstick,
                        bar));
    }

    private static double sum(Map<String, Double> micros) {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> of) {
        return Spread.of(values.stream().map(of::applyAsDouble).toList()).median();
    }
}
