package io.hongbao.testkit.ticket;

import io.hongbao.contracts.call.CombinedCalls;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is sent.
 *
 * @param what is wrong with it
 * @param target path and query
 * @param ticket null for none
 * @param key an idempotency key, or null
 */
public record TicketedCall(
        String what,
        String method,
        String target,
        @Nullable String ticket,
        @Nullable String key,
        String body) {

    private static final int LEFT_MS = 60_000;

    /** The same call among others, in one call that carries many. */
    public CombinedCalls.Item item() {
        return new CombinedCalls.Item(
                ticket == null ? "" : ticket, LEFT_MS, key, body.isEmpty() ? null : body);
    }
}
