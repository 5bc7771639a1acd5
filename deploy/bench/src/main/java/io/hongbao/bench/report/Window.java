package io.hongbao.bench.report;

import io.hongbao.bench.watch.BatchSizes;
import io.hongbao.bench.watch.Costs;
import io.hongbao.bench.watch.Pipeline.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure, measured once.
 *
 * @param rate acknowledged operations a second
 * @param acknowledged all of them, also those answered after the window
 * @param used how much of the window there was work for
 * @param failures by reason
 * @param latency null where calls are not timed
 * @param rates a second, in parts of a quarter of a second
 * @param cpuMicros by process, over the window
 * @param othersMicros of processes that have nothing to do with it
 * @param allocatedBytes of heap, by JVM, over the window; none of yardsticks
 * @param batches by service and kind
 * @param credits null for what opens nothing
 * @param costs of these operations and of all that came of them; null for yardsticks
 */
public record Window(
        String figure,
        double rate,
        long acknowledged,
        Duration used,
        Map<String, Long> failures,
        @Nullable Latency latency,
        List<Double> rates,
        Map<String, Long> cpuMicros,
        long othersMicros,
        Map<String, Long> allocatedBytes,
        Map<String, BatchSizes> batches,
        @Nullable Credits credits,
        @Nullable Costs costs) {

    /** In milliseconds. */
    public record Latency(double p50, double p90, double p99, double p999, double max) {}

    /**
     * What became of opens.
     *
     * @param ratio credited ÷ acknowledged, when the window ended
     * @param drainMs from the end of the window until everything was credited; -1: it was not
     */
    public record Credits(double ratio, double rate, long drainMs, List<Sample> samples) {}

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
