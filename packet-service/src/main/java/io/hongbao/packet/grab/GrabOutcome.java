package io.hongbao.packet.grab;

import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import java.util.Optional;

/** What a grab is told, in order of precedence. Nothing is promised: only an open decides. */
enum GrabOutcome {
    OPENED,
    PACKET_NOT_FOUND,
    PACKET_NOT_PAID,
    NOT_A_RECIPIENT,
    FINISHED,
    EXPIRED,
    OPENABLE;

    /** By the packet as it is known, at the SET's time {@code now}. */
    static GrabOutcome of(Optional<PacketState> known, UserId user, Instant now) {
        if (known.isEmpty()) {
            return PACKET_NOT_FOUND;
        }
        PacketState packet = known.get();
        if (packet.opens().by(user) != null) {
            return OPENED;
        }
        return switch (packet.state()) {
            case UNPAID, CLOSED -> PACKET_NOT_PAID;
            case ACTIVE, FINISHED, REFUNDED -> {
                if (!packet.terms().admits(user)) {
                    yield NOT_A_RECIPIENT;
                }
                yield switch (packet.state()) {
                    case FINISHED -> FINISHED;
                    case REFUNDED -> EXPIRED;
                    case ACTIVE, UNPAID, CLOSED -> packet.expired(now) ? EXPIRED : OPENABLE;
                };
            }
        };
    }
}
