package io.hongbao.bench.crowd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paid packets of which nobody opened anything, by their number of shares. */
public final class UnopenedPackets {

    private final Map<Integer, Deque<PaidPacket>> packets = new HashMap<>();

    public void add(PaidPacket packet) {
        of(packet.shares()).add(packet);
    }

    /** Null when there is none left. */
    public @Nullable PaidPacket take(int shares) {
        return of(shares).poll();
    }

    public int size(int shares) {
        return of(shares).size();
    }

    private Deque<PaidPacket> of(int shares) {
        return packets.computeIfAbsent(shares, _ -> new ArrayDeque<>());
    }
}
