package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

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

    /** CPU time of one operation by process, over all rounds, in microseconds. */
    Map<String, Double> cpuMicrosEach(String figure) {
        long operations = of(figure).stream().mapToLong(Window::acknowledged).sum();
        var each = new TreeMap<String, Double>();
        for (Window window : of(figure)) {
            window.cpuMicros()
                    .forEach((process, micros) ->
                            each.merge(
                                    process,
                                    (double) micros / Math.max(1, operations),
                                    Double::sum));
        }
        return each;
    }

    /** Mean batch sizes by service and kind, the median of the rounds. */
    Map<String, Double> batches(String figure) {
        var sizes = new TreeMap<String, Double>();
        var kinds = new LinkedHashSet<String>();
        of(figure).forEach(window -> kinds.addAll(window.batches().keySet()));
        for (String kind : kinds) {
            sizes.put(
                    kind,
                    Spread.of(
                                    of(figure).stream()
                                            .map(window -> window.batches().get(kind))
                                            .filter(Objects::nonNull)
                                            .toList())
                            .median());
        }
        return sizes;
    }
}
