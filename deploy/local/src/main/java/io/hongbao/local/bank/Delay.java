package io.hongbao.local.bank;

import java.util.random.RandomGenerator;

/**
 * How long the bank thinks, 0 to 60,000 ms.
 *
 * @param ms of {@code FIXED}, and on average of {@code EXPONENTIAL}
 * @param minMs of {@code UNIFORM}
 * @param maxMs of {@code UNIFORM} and {@code EXPONENTIAL}
 */
record Delay(Distribution kind, long ms, long minMs, long maxMs) {

    static final long MS_MAX = 60_000;
    static final Delay NONE = new Delay(Distribution.FIXED, 0, 0, 0);

    enum Distribution {
        FIXED,
        UNIFORM,
        EXPONENTIAL
    }

    Delay {
        inRange("ms", ms);
        inRange("minMs", minMs);
        inRange("maxMs", maxMs);
        if (kind == Distribution.UNIFORM && minMs > maxMs) {
            throw new IllegalArgumentException("must be minMs <= maxMs");
        }
    }

    private static void inRange(String name, long value) {
        if (value < 0 || value > MS_MAX) {
            throw new IllegalArgumentException(
                    "must be 0 to " + MS_MAX + ": " + name + "=" + value);
        }
    }

    long ms(RandomGenerator random) {
        return switch (kind) {
            case FIXED -> ms;
            case UNIFORM -> random.nextLong(minMs, maxMs + 1);
            case EXPONENTIAL -> Math.min(maxMs, Math.round(random.nextExponential() * ms));
        };
    }
}
