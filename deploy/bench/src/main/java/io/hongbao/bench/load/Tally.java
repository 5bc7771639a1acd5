package io.hongbao.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What came of a run. Written by the generator's thread; {@link #acknowledgedSoFar} may be asked by
 * others meanwhile, the rest when the run is over.
 */
public final class Tally {

    public static final Duration BUCKET = Duration.ofMillis(250);

    private static final long LATENCY_MICROS_MAX = 60_000_000;
    private static final int DIGITS = 3;
    private static final long NANOS_A_MICRO = 1_000;

    private final Histogram latency = new Histogram(LATENCY_MICROS_MAX, DIGITS);
    private final LongAdder acknowledged = new LongAdder();
    private final Map<String, Long> failures = new TreeMap<>();
    private final long[] buckets;
    private final long windowNanos;
    private long startNanos;
    private long endNanos;
    private long inWindow;

    Tally(Duration window) {
        windowNanos = window.toNanos();
        buckets = new long[Math.toIntExact(windowNanos / BUCKET.toNanos()) + 1];
    }

    void started(long now) {
        startNanos = now;
        endNanos = now;
    }

    void done(Verdict verdict, long intendedNanos, long now) {
        if (verdict.failed() > 0) {
            failures.merge(verdict.reason(), (long) verdict.failed(), Long::sum);
        }
        int count = verdict.acknowledged();
        if (count == 0) {
            return;
        }
        acknowledged.add(count);
        long micros = Math.max(0, now - intendedNanos) / NANOS_A_MICRO;
        latency.recordValueWithCount(Math.min(micros, LATENCY_MICROS_MAX), count);
        long since = now - startNanos;
        if (since <= windowNanos) {
            inWindow += count;
            endNanos = now;
            buckets[Math.toIntExact(since / BUCKET.toNanos())] += count;
        }
    }

    void unsent(long count) {
        if (count > 0) {
            failures.merge("not sent in time", count, Long::sum);
        }
    }

    /** Acknowledged until now, also after the window. */
    public long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    /** Acknowledged within the window. */
    public long acknowledgedInWindow() {
        return inWindow;
    }

    /** Acknowledged operations a second; a window whose work ran out ends with its last answer. */
    public double rate() {
        long nanos = ranOut() ? endNanos - startNanos : windowNanos;
        return nanos == 0 ? 0 : inWindow * 1e9 / nanos;
    }

    /** Whether nothing was left to do before the window was over. */
    public boolean ranOut() {
        return windowNanos - (endNanos - startNanos) > BUCKET.toNanos();
    }

    /** Whether so much of the window was used. */
    public Duration used() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    /** How many failed, by reason. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    public double latencyMs(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }

    public double latencyMsMax() {
        return latency.getMaxValue() / 1e3;
    }

    /** Operations a second in each {@link #BUCKET} of the window. */
    public double[] rates() {
        double perSecond = 1e9 / BUCKET.toNanos();
        int used = Math.toIntExact((endNanos - startNanos) / BUCKET.toNanos());
        return Arrays.stream(buckets, 0, used).mapToDouble(count -> count * perSecond).toArray();
    }
}
