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
}
