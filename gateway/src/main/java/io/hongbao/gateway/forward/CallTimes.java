package io.hongbao.gateway.forward;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param budget all attempts together
 * @param attempt one of them
 */
public record CallTimes(Duration budget, Duration attempt) {

    /** The same, when no more than this is left; never negative. */
    public CallTimes atMost(Duration left) {
        Duration budgetLeft = left.isNegative() ? Duration.ZERO : left;
        return new CallTimes(budgetLeft, attempt.compareTo(budgetLeft) < 0 ? attempt : budgetLeft);
    }
}
