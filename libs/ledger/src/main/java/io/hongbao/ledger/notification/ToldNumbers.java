package io.hongbao.ledger.notification;

import io.hongbao.contracts.id.UserId;

/**
 * Notifications of a user that follow each other.
 *
 * @param first 1 or more
 * @param last not before the first
 */
public record ToldNumbers(UserId user, long first, long last) {

    public ToldNumbers {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "must be 1 <= first <= last: first=" + first + " last=" + last);
        }
    }
}
