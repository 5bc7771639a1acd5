package io.hongbao.gateway.combine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One user's call on its way into a batch.
 *
 * @param deadline nobody waits for the answer after this
 * @param hasAlternative another instance would take it: not worth trying one that just failed
 */
record Item(Words words, Instant deadline, boolean hasAlternative) {

    /**
     * What a call says.
     *
     * @param key the value of the header {@code Idempotency-Key}, of calls that have one
     * @param body JSON; empty where the ticket says everything
     */
    record Words(String ticket, @Nullable String key, String body) {

        static Words of(String ticket) {
            return new Words(ticket, null, "");
        }
    }

    String ticket() {
        return words.ticket();
    }

    @Nullable String key() {
        return words.key();
    }

    String body() {
        return words.body();
    }
}
