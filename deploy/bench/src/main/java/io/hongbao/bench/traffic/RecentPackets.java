package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.PaidPacket;
import java.util.ArrayList;
import java.util.List;

/** The packets that people talk about: the last ones, up to a number. */
final class RecentPackets {

    private final int max;
    private final List<PaidPacket> packets = new ArrayList<>();
    private long added;
    private long asked;

    RecentPackets(int max) {
        this.max = max;
    }

    void add(PaidPacket packet) {
        int at = Math.toIntExact(added++ % max);
        if (at == packets.size()) {
            packets.add(packet);
        } else {
            packets.set(at, packet);
        }
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** How many more it has room for before it forgets one. */
    int room() {
        return max - packets.size();
    }

    /** One after the other. */
    PaidPacket next() {
        return packets.get(Math.toIntExact(asked++ % packets.size()));
    }
}
