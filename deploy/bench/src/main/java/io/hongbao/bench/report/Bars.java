package io.hongbao.bench.report;

import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a run says about the figures that the suite is measured by. */
final class Bars {

    static final String HELLO = "hello";
    static final String NAIVE_HOT = "naive-hot";
    private static final String OPEN_MANY = "open-many";

    private Bars() {}

    /**
     * One of them.
     *
     * @param value as text with its unit
     * @param ratio or milliseconds
     * @param atMost whether less is better
     */
    record Bar(
            String figure, String value, double ratio, double first, double aim, boolean atMost) {

        String reached() {
            if (reaches(aim)) {
                return "aim";
            }
            return reaches(first) ? "first bar" : "no";
        }

        private boolean reaches(double bar) {
            return atMost ? ratio <= bar : ratio >= bar;
        }
    }

    /** Those of which the run has all parts. */
    static List<Bar> of(RunResult run) {
        var bars = new ArrayList<Bar>();
        quotient(bars, run, "open, through the gateway ÷ hello", OPEN_MANY, HELLO, 0.25, 0.5);
        quotient(bars, run, "open, hot packet ÷ naive hot packet", "open-hot", NAIVE_HOT, 2, 8);
        quotient(bars, run, "grab, through the gateway ÷ hello", "grab", HELLO, 0.5, 0.8);
        quotient(
                bars, run, "wrap + pay, through the gateway ÷ hello", "wrap-pay", HELLO, 0.08, 0.2);
        List<Credits> credits =
                run.of(OPEN_MANY).stream().map(Window::credits).filter(Objects::nonNull).toList();
        if (!credits.isEmpty()) {
            bars.add(
                    new Bar(
                            "credits drained ÷ opens accepted",
                            String.format(
                                    Locale.ROOT,
                                    "%,.0f/s",
                                    Spread.of(credits.stream().map(Credits::rate).toList())
                                            .median()),
                            Spread.of(credits.stream().map(Credits::ratio).toList()).median(),
                            0.5,
                            1,
                            false));
        }
        for (Window window : run.halfPeak()) {
            Latency latency = window.latency();
            if (window.figure().equals(OPEN_MANY) && latency != null) {
                bars.add(
                        new Bar(
                                "p99 of opens at half of the peak rate, ms",
                                String.format(Locale.ROOT, "%,.0f/s", window.rate()),
                                latency.p99(),
                                50,
                                10,
                                true));
            }
        }
        return bars;
    }

    private static void quotient(
            List<Bar> bars,
            RunResult run,
            String name,
            String figure,
            String yardstick,
            double first,
            double aim) {
        double rate = run.rate(figure).median();
        double by = run.rate(yardstick).median();
        if (rate > 0 && by > 0) {
            bars.add(
                    new Bar(
                            name,
                            String.format(Locale.ROOT, "%,.0f/s", rate),
                            rate / by,
                            first,
                            aim,
                            false));
        }
    }
}
