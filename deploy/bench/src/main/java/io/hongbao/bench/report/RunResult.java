package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All of a run.
 *
 * @param settings of the run, as told and as found
 * @param windows of the rounds, at the peak
 * @param openLoop at half of the median peak, and at a fixed rate
 */
public record RunResult(
        Instant at,
        Map<String, String> settings,
        List<Window> windows,
        List<Window> openLoop,
        Outcome check) {

    public Set<String> figures() {
        var figures = new LinkedHashSet<String>();
        windows.forEach(window -> figures.add(window.figure()));
        return figures;
    }

    public List<Window> of(String figure) {
        return windows.stream().filter(window -> window.figure().equals(figure)).toList();
    }

    public Spread rate(String figure) {
        return rate(windows, figure);
    }

    /** The rate of one figure in windows of several. */
    public static Spread rate(List<Window> windows, String figure) {
        return Spread.of(
                windows.stream()
                        .filter(window -> window.figure().equals(figure))
                        .map(Window::rate)
                        .toList());
    }

    /** What an open loop at this rate is called. */
    public static String at(int rate, String figure) {
        return String.format(Locale.ROOT, "%s %,d/s", figure, rate);
    }

    /** All windows of a figure at the peak. */
    public Rounds rounds(String figure) {
        return new Rounds(of(figure));
    }
}
