package io.hongbao.calls.combine;

import org.jspecify.annotations.Nullable;

/**
 * One call among many.
 *
 * @param key the value of the header {@code Idempotency-Key}, of calls that have one
 * @param body JSON; null where the ticket says everything
 */
public record CombinedCall(String ticket, @Nullable String key, @Nullable String body) {

    public static CombinedCall of(String ticket) {
        return new CombinedCall(ticket, null, null);
    }
}
