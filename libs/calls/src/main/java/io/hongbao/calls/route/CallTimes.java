package io.hongbao.calls.route;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param budget all attempts together
 * @param attempt one of them, so that something is left for the next instance; at most the budget
 */
public record CallTimes(Duration budget, Duration attempt) {

    public CallTimes {
        if (attempt.compareTo(budget) > 0) {
            throw new IllegalArgumentException(
                    "attempt must be <= budget: attempt=" + attempt + " budget=" + budget);
        }
    }

    /** The same for the rest of the budget; at least 1 ms. */
    public CallTimes within(Duration left) {
        Duration rest = left.toMillis() < 1 ? Duration.ofMillis(1) : left;
        return new CallTimes(rest, Duration.ofNanos(attemptNanos(rest.toNanos())));
    }

    /** How long an attempt may take that begins when so much of the budget is left. */
    public long attemptNanos(long leftNanos) {
        return Math.min(leftNanos, attempt.toNanos());
    }
}
