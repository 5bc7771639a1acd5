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
public record PacketLifecycle(
        StoredState state,
        int version,
        @Nullable Instant paidAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt) {

    public static final PacketLifecycle FIRST =
            new PacketLifecycle(StoredState.UNPAID, 0, null, null, null);

    PacketLifecycle active(Instant paid, Duration lifetime) {
        return new PacketLifecycle(
                StoredState.ACTIVE, version + 1, paid, paid.plus(lifetime), null);
    }

    PacketLifecycle refundedAtOnce(Instant paid, Duration lifetime, Instant at) {
        return new PacketLifecycle(
                StoredState.REFUNDED, version + 1, paid, paid.plus(lifetime), at);
    }

    PacketLifecycle still() {
        return new PacketLifecycle(state, version + 1, paidAt, expiresAt, endedAt);
    }

    PacketLifecycle ended(StoredState end, Instant at) {
        return new PacketLifecycle(end, version + 1, paidAt, expiresAt, at);
    }
}
