package io.hongbao.packet.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a packet has come.
 *
 * @param version counts the changes: each compares it and adds one
 * @param paidAt null until money moved
 * @param expiresAt paidAt and the lifetime; null until money moved
 * @param endedAt when it was finished, refunded or closed; else null
 */
public record Stage(
        StoredState state,
        int version,
        @Nullable Instant paidAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt) {

    public static final Stage FIRST = new Stage(StoredState.UNPAID, 0, null, null, null);

    Stage active(Instant paid, Duration lifetime) {
        return new Stage(StoredState.ACTIVE, version + 1, paid, paid.plus(lifetime), null);
    }

    Stage refundedAtOnce(Instant paid, Duration lifetime, Instant at) {
        return new Stage(StoredState.REFUNDED, version + 1, paid, paid.plus(lifetime), at);
    }

    Stage still() {
        return new Stage(state, version + 1, paidAt, expiresAt, endedAt);
    }

    Stage ended(StoredState end, Instant at) {
        return new Stage(end, version + 1, paidAt, expiresAt, at);
    }
}
