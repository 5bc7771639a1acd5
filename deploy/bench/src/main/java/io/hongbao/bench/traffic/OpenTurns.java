package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.contracts.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to open which packet: some packets at a time, one share of each in turn, never
 * the same user twice for one packet.
 */
final class OpenTurns {

    private final UnopenedPackets stock;
    private final Crowd crowd;
    private final int shares;
    private final @Nullable PaidPacket[] packets;
    private final int[] opened;
    private final RecentPackets recent;
    private int next;
    private long turns;

    record Turn(PaidPacket packet, UserId user) {}

    /**
     * Takes packets from {@code stock} as it needs them.
     *
     * @param atATime how many packets are opened at the same time
     * @param recent hears of packets that begin
     */
    OpenTurns(UnopenedPackets stock, Crowd crowd, int shares, int atATime, RecentPackets recent) {
        if (crowd.size() < 2 * shares * atATime) {
            throw new IllegalArgumentException("must be more users than shares that are open");
        }
        this.stock = stock;
        this.crowd = crowd;
        this.shares = shares;
        this.recent = recent;
        packets = new @Nullable PaidPacket[atATime];
        opened = new int[atATime];
    }

    /** Null when all packets are used up. */
    @Nullable Turn next() {
        for (int tried = 0; tried < packets.length; tried++) {
            int at = next;
            next = (next + 1) % packets.length;
            PaidPacket packet = packets[at];
            if (packet == null || opened[at] == shares) {
                packet = stock.take(shares);
                packets[at] = packet;
                opened[at] = 0;
                if (packet == null) {
                    continue;
                }
                recent.add(packet);
            }
            opened[at]++;
            return new Turn(packet, crowd.user(turns++));
        }
        return null;
    }
}
