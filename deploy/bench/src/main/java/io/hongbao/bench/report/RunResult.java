package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All of a run.
 *
 * @param settings of the run, as told and as found
 * @param windows of the rounds, at the peak
 * @param halfPeak of an open loop at half of the median peak
 */
public record RunResult(
        Instant at,
        Map<String, String> settings,
        List<Window> windows,
        List<Window> halfPeak,
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

    /** All windows of a figure at the peak. */
    public Rounds rounds(String figure) {
        return new Rounds(of(figure));
    }
}
