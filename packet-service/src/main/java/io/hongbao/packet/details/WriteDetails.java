package io.hongbao.packet.details;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.calls.serve.WrittenJson;
import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.runtime.Switches;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * The details of packets as JSON, written once for each state of a packet that is looked at much.
 */
final class WriteDetails {

    /** Some 2 kB each, of packets with ten shares. */
    private static final int WRITTEN_MAX = 4_096;

    private final ShowPacket showPacket;
    private final Switches switches;
    private final JsonMapper json;

    private final Cache<PacketState, WrittenJson> withAmounts = cache();
    private final Cache<PacketState, WrittenJson> withoutAmounts = cache();

    WriteDetails(
            ShowPacket showPacket, Switches switches, JsonMapper json, MeterRegistry registry) {
        CaffeineCacheMetrics.monitor(registry, withAmounts, "details_with_amounts", Set.of());
        CaffeineCacheMetrics.monitor(registry, withoutAmounts, "details_without_amounts", Set.of());
        this.showPacket = showPacket;
        this.switches = switches;
        this.json = json;
    }

    /** By identity: a packet that changes is another state, and then nobody keeps this one. */
    private static Cache<PacketState, WrittenJson> cache() {
        return Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(WRITTEN_MAX)
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** Throws {@code ProblemException} when the packet is not for the viewer. */
    WrittenJson of(PacketState packet, UserId viewer, Instant now) {
        showPacket.checkViewer(packet.terms(), viewer);
        boolean amounts =
                !switches.off(Switch.OPENERS) && ShowPacket.showsAmounts(packet, viewer, now);
        if (packet.state() == StoredState.ACTIVE && packet.expired(now)) {
            // Shown otherwise than before, though its state is the same.
            return write(packet, amounts, now);
        }
        return (amounts ? withAmounts : withoutAmounts)
                .get(packet, _ -> write(packet, amounts, now));
    }

    private WrittenJson write(PacketState packet, boolean amounts, Instant now) {
        return new WrittenJson(json.writeValueAsString(showPacket.show(packet, amounts, now)));
    }
}
