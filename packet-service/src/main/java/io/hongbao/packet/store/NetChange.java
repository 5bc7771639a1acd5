package io.hongbao.packet.store;

import io.hongbao.packet.decide.Change;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a batch does to one packet that was there before, as one change. When it may happen is
 * for the SET's clock to say.
 *
 * @param ahead what must not have been reached; null when nothing
 * @param passed what must have been reached; null when nothing
 */
record NetChange(
        PacketState before, PacketState after, @Nullable Instant ahead, @Nullable Instant passed) {

    static NetChange of(Change.OfStored change) {
        PacketState before = change.before();
        PacketState after = change.after();
        return switch (change) {
            case Change.Activated _, Change.Opened _ ->
                    new NetChange(before, after, after.lifecycle().expiresAt(), null);
            case Change.Seen _ -> new NetChange(before, after, null, null);
            case Change.RefundedAtOnce _, Change.Refunded _ ->
                    new NetChange(before, after, null, after.lifecycle().expiresAt());
            case Change.Closed _ -> new NetChange(before, after, null, after.terms().payBy());
        };
    }

    /** This, and then what the batch does next to the same packet. */
    NetChange and(NetChange next) {
        return new NetChange(
                before, next.after, earlier(ahead, next.ahead), later(passed, next.passed));
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
