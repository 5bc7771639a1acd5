package io.hongbao.packet.decide;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one batch is decided on.
 *
 * @param packets what is known; a packet that is missing here has to be read
 * @param wraps the keys of the batch's wraps that are in use already, as far as is known; null when
 *     they have to be read
 * @param now the SET's time: as the SET told it when anything was read, else by estimate
 */
public record Facts(
        Map<OrderNumber, KnownPacket> packets,
        @Nullable Map<WrapKey, WrapEntry> wraps,
        Instant now) {

    /**
     * What is known of one packet.
     *
     * @param packet null when there is none
     * @param certain read, under a lock, in the database transaction that will write; what is only
     *     remembered is not
     */
    public record KnownPacket(@Nullable PacketState packet, boolean certain) {

        /** What was remembered. */
        public static KnownPacket remembered(PacketState packet) {
            return new KnownPacket(packet, packet.state().ended());
        }

        /** What was read under a lock. */
        public static KnownPacket read(@Nullable PacketState packet) {
            return new KnownPacket(packet, true);
        }
    }

    /** What a wrap's key stands for. */
    public record WrapEntry(OrderNumber number, WrapFingerprint fingerprint) {}
}
