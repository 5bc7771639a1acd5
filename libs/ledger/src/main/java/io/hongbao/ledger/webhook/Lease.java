package io.hongbao.ledger.webhook;

import io.hongbao.ledger.notification.ToldNumbers;
import java.time.Instant;

/**
 * The right to deliver to a user, which one process has at a time.
 *
 * @param numbers what to deliver, in this order
 * @param attempts tries of the first of them that failed
 * @param waitingSince since when it is the next
 * @param until when somebody else may take it
 */
public record Lease(ToldNumbers numbers, int attempts, Instant waitingSince, Instant until) {

    /** The last number that needs no delivery any more when nothing was delivered. */
    public long before() {
        return numbers.first() - 1;
    }
}
