package io.hongbao.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * When operations are due in an open loop: rates that follow each other, evenly spaced.
 *
 * @param steps at least one
 */
public record Arrivals(List<Step> steps) {

    private static final double NANOS = 1e9;

    /**
     * So many operations a second for so long.
     *
     * @param rate more than 0
     */
    public record Step(double rate, Duration length) {

        private long count() {
            return (long) (rate * length.toNanos() / NANOS);
        }
    }

    public static Arrivals at(double rate, Duration length) {
        return new Arrivals(List.of(new Step(rate, length)));
    }

    /** The same steps with a part of their rates. */
    public Arrivals part(double part) {
        return new Arrivals(
                steps.stream().map(step -> new Step(step.rate() * part, step.length())).toList());
    }

    public Duration window() {
        return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** How many there are. */
    public long count() {
        return steps.stream().mapToLong(Step::count).sum();
    }

    /** From the start to the operation of this index, which counts from 0. */
    public long dueNanos(long index) {
        long before = 0;
        long from = 0;
        for (Step step : steps) {
            if (index < before + step.count()) {
                return from + (long) ((index - before) * NANOS / step.rate());
            }
            before += step.count();
            from += step.length().toNanos();
        }
        return from;
    }
}
