package io.hongbao.events.consume;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells how many records may go on now, at a rate that may change at any time and may be less than
 * one a second. A second's worth and one are kept at most, so that a group that was idle takes no
 * more than that at once. For one thread.
 *
 * <p>Resilience4j's limiter gives whole permits for whole periods, all that are asked for or none;
 * here a thread takes what there is, of its fraction of a rate.
 */
final class TokenBucket {

    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private double tokens;
    private Instant filledAt;

    /** Empty. */
    TokenBucket(Instant now) {
        filledAt = now;
    }

    /** Takes as many as there are, {@code wanted} at most; {@code aSecond} counts since before. */
    int take(int wanted, double aSecond, Instant now) {
        // A clock that was set back adds nothing.
        long nanos = Math.max(0, Duration.between(filledAt, now).toNanos());
        tokens = Math.min(1 + aSecond, tokens + aSecond * nanos / NANOS_A_SECOND);
        filledAt = now;
        int taken = (int) Math.min(wanted, tokens);
        tokens -= taken;
        return taken;
    }

    /** What was kept is gone. */
    void clear(Instant now) {
        tokens = 0;
        filledAt = now;
    }
}
