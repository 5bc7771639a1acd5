package io.hongbao.bench.storm;

import io.hongbao.bench.load.CallObserver;
import io.hongbao.bench.load.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What came of calls, by the time at which they were due. Written by the generator's thread, read
 * when the run is over.
 */
final class CallSeries implements CallObserver {

    /** The code by which an overloaded process refuses. */
    static final String OVERLOADED = "503 overloaded";

    /** Nobody took the call within the user's patience. */
    static final String UNSENT = "not sent";

    /** Counts are kept for so many parts of a second. */
    static final int PARTS = 4;

    private static final long NANOS_A_PART = 1_000_000_000L / PARTS;
    private static final long NANOS_A_MICRO = 1_000;
    private static final double MICROS_A_MS = 1e3;
    private static final long MICROS_MAX = 60_000_000;
    private static final int DIGITS = 2;

    private final long[] offered;
    private final long[] well;
    private final long[] refused;
    private final List<Histogram> wellMicros = new ArrayList<>();
    private final List<Histogram> refusedMicros = new ArrayList<>();
    private final List<Map<String, Long>> failures = new ArrayList<>();
    private final Histogram lateMicros = histogram();
    private long startNanos;

    CallSeries(Duration window) {
        int seconds = Math.toIntExact(window.toSeconds());
        offered = new long[seconds * PARTS];
        well = new long[seconds * PARTS];
        refused = new long[seconds * PARTS];
        for (int second = 0; second < seconds; second++) {
            wellMicros.add(histogram());
            refusedMicros.add(histogram());
            failures.add(new TreeMap<>());
        }
    }

    /** All calls of several series of the same run. */
    static CallSeries of(Collection<CallSeries> several) {
        CallSeries first = several.iterator().next();
        var sum = new CallSeries(Duration.ofSeconds(first.failures.size()));
        several.forEach(sum::add);
        return sum;
    }

    private void add(CallSeries other) {
        for (int part = 0; part < offered.length; part++) {
            offered[part] += other.offered[part];
            well[part] += other.well[part];
            refused[part] += other.refused[part];
        }
        for (int second = 0; second < failures.size(); second++) {
            wellMicros.get(second).add(other.wellMicros.get(second));
            refusedMicros.get(second).add(other.refusedMicros.get(second));
            Map<String, Long> sum = failures.get(second);
            other.failures
                    .get(second)
                    .forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        }
        lateMicros.add(other.lateMicros);
    }

    private static Histogram histogram() {
        return new Histogram(MICROS_MAX, DIGITS);
    }

    @Override
    public void started(long nanos) {
        startNanos = nanos;
    }

    @Override
    public void sent(long intendedNanos, long nanos) {
        offered[part(intendedNanos)]++;
        lateMicros.recordValue(micros(nanos - intendedNanos));
    }

    @Override
    public void unsent(long intendedNanos) {
        int part = part(intendedNanos);
        offered[part]++;
        failures.get(part / PARTS).merge(UNSENT, 1L, Long::sum);
    }

    @Override
    public void done(Verdict verdict, long intendedNanos, long nanos) {
        int part = part(intendedNanos);
        long micros = micros(nanos - intendedNanos);
        if (verdict.failed() == 0) {
            well[part]++;
            wellMicros.get(part / PARTS).recordValue(micros);
            return;
        }
        failures.get(part / PARTS).merge(verdict.reason(), 1L, Long::sum);
        if (verdict.reason().equals(OVERLOADED)) {
            refused[part]++;
            refusedMicros.get(part / PARTS).recordValue(micros);
        }
    }

    private int part(long intendedNanos) {
        long part = (intendedNanos - startNanos) / NANOS_A_PART;
        return Math.toIntExact(Math.min(part, offered.length - 1));
    }

    private static long micros(long nanos) {
        return Math.min(MICROS_MAX, Math.max(0, nanos / NANOS_A_MICRO));
    }

    long offered(Span span) {
        return sum(offered, span);
    }

    /** Answered as they should be. */
    long well(Span span) {
        return sum(well, span);
    }

    /** Refused with {@link #OVERLOADED}. */
    long refused(Span span) {
        return sum(refused, span);
    }

    /** Neither. */
    long failed(Span span) {
        return offered(span) - well(span) - refused(span);
    }

    private static long sum(long[] counts, Span span) {
        return IntStream.range(span.from() * PARTS, span.to() * PARTS)
                .mapToLong(part -> counts[part])
                .sum();
    }

    /**
     * Seconds from the beginning of {@code span} to its first part of a second with so many
     * refusals among the calls; the length of the span when there is none.
     */
    double firstRefused(Span span, double refusals) {
        for (int part = span.from() * PARTS; part < span.to() * PARTS; part++) {
            if (refused[part] > 0 && refused[part] >= refusals * offered[part]) {
                return (double) (part - span.from() * PARTS) / PARTS;
            }
        }
        return span.seconds();
    }

    /** Every call that was not answered well, by reason. */
    Map<String, Long> failures(Span span) {
        var sum = new TreeMap<String, Long>();
        failures.subList(span.from(), span.to())
                .forEach(second ->
                        second.forEach((reason, count) -> sum.merge(reason, count, Long::sum)));
        return sum;
    }

    /** Of 100 good answers 99 took no longer, from the instant at which the call was due. */
    double wellP99Ms(Span span) {
        return p99Ms(wellMicros, span);
    }

    /** The same of refusals. */
    double refusedP99Ms(Span span) {
        return p99Ms(refusedMicros, span);
    }

    private static double p99Ms(List<Histogram> seconds, Span span) {
        Histogram all = histogram();
        seconds.subList(span.from(), span.to()).forEach(all::add);
        return all.getValueAtPercentile(99) / MICROS_A_MS;
    }

    /** How late the generator sent what it sent, 99 of 100. */
    double lateP99Ms() {
        return lateMicros.getValueAtPercentile(99) / MICROS_A_MS;
    }
}
