package io.hongbao.local.load;

import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packets on every SET that takes new ones, each with a share for each opener. */
record LoadPackets(Map<SetId, List<WrappedPacket>> bySet) {

    /** Tries for each packet to get it onto a SET that still needs one. */
    private static final int WRAPS_MAX = 100;

    static LoadPackets on(
            LocalSuite suite, RecordingClient client, LoadUsers crowd, LoadSettings settings) {
        Map<SetId, List<WrappedPacket>> bySet = new TreeMap<>();
        suite.sets()
                .weights()
                .forEach((set, weight) -> {
                    if (weight > 0) {
                        bySet.put(set, new ArrayList<>());
                    }
                });
        // More than visitors can open: they are paced, and have less than half of all calls.
        long opens = settings.longest().toSeconds() * settings.callsPerSecond() / 2;
        long each = 1 + opens / bySet.size() / LoadUsers.OPENERS;
        UserId sender = crowd.senders().getLast();
        for (int wrap = 0; wrap < WRAPS_MAX * each && isShort(bySet.values(), each); wrap++) {
            client.wrap(sender, "prepare-" + wrap, "EQUAL", LoadUsers.OPENERS, LoadUsers.OPENERS)
                    .filter(packet -> isShort(on(packet, bySet), each))
                    .filter(packet -> client.pay(sender, packet))
                    .ifPresent(packet -> on(packet, bySet).forEach(found -> found.add(packet)));
        }
        if (isShort(bySet.values(), each)) {
            throw new StartException("no packet could be sent on every SET: is one of them down?");
        }
        return new LoadPackets(bySet);
    }

    /** Those of its SET; none when that SET is not one of those. */
    private static Collection<List<WrappedPacket>> on(
            WrappedPacket packet, Map<SetId, List<WrappedPacket>> bySet) {
        List<WrappedPacket> found = bySet.get(packet.orderNumber().set());
        return found == null ? List.of() : List.of(found);
    }

    private static boolean isShort(Collection<List<WrappedPacket>> packets, long each) {
        return packets.stream().anyMatch(found -> found.size() < each);
    }
}
