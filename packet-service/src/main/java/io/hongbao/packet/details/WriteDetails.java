package io.hongbao.packet.details;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.calls.serve.WrittenJson;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * The details of packets as JSON, written once for each state of a packet that is looked at much.
 */
final class WriteDetails {

    /** Some 2 kB each, of packets with ten shares. */
    private static final int WRITTEN_MAX = 4_096;

    private final ShowPacket showPacket;
    private final JsonMapper json;

    /** By identity: a packet that changes is another state, and then nobody keeps this one. */
    private final Cache<PacketState, WrittenJson> written =
            Caffeine.newBuilder()
                    .weakKeys()
                    .maximumSize(WRITTEN_MAX)
                    .executor(Runnable::run)
                    .build();

    WriteDetails(ShowPacket showPacket, JsonMapper json) {
        this.showPacket = showPacket;
        this.json = json;
    }

    /** Throws {@code ProblemException} when the packet is not for the viewer. */
    WrittenJson of(PacketState packet, UserId viewer, Instant now) {
        showPacket.checkViewer(packet.terms(), viewer);
        if (packet.state() == StoredState.ACTIVE && packet.expired(now)) {
            // Shown otherwise than before, though its state is the same.
            return write(packet, now);
        }
        return written.get(packet, _ -> write(packet, now));
    }

    private WrittenJson write(PacketState packet, Instant now) {
        return new WrittenJson(json.writeValueAsString(showPacket.show(packet, now)));
    }
}
