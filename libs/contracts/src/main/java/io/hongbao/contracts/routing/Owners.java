package io.hongbao.contracts.routing;

import io.hongbao.contracts.id.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which instance owns a place, by rendezvous hashing: every process that knows the same instances
 * names the same owner, and an instance that leaves hands on only what it owned. Correctness never
 * depends on it.
 *
 * <p>A SET has few owners, which divide its tables among themselves: so its database sees few
 * connections, and its batches stay full, however many instances there are. When one of them
 * leaves, the next in the SET's rank joins them; no other instance notices.
 *
 * <p>Source: Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", 1998.
 */
public final class Owners {

    private Owners() {}

    /**
     * The instances for {@code place}, the owner first, then who takes over. Those in {@code zone}
     * come before all others.
     */
    public static List<Instance> ranked(String place, String zone, List<Instance> instances) {
        return instances.stream()
                .sorted(
                        Comparator.comparing((Instance instance) -> !instance.zone().equals(zone))
                                .thenComparing(
                                        instance -> Hashing.hash(place + '@' + instance.url()),
                                        Comparator.reverseOrder())
                                .thenComparing(Instance::url))
                .toList();
    }

    /** The owners of a SET, at most {@code ownersMax}: who comes first of all instances for it. */
    public static List<Instance> ofSet(
            SetId set, String zone, List<Instance> instances, int ownersMax) {
        List<Instance> ranked = ranked(set.toString(), zone, instances);
        return ranked.subList(0, Math.min(ownersMax, ranked.size()));
    }

    /**
     * The instances for a table: its owner first, then the other owners of its SET, then whoever
     * would become one.
     *
     * @param ownersMax how many owners a SET has at most, at least 1
     */
    public static List<Instance> ofTable(
            TablePlace place, String zone, List<Instance> instances, int ownersMax) {
        List<Instance> ofSet = ranked(place.set().toString(), zone, instances);
        int owners = Math.min(ownersMax, ofSet.size());
        var ranked = new ArrayList<Instance>(ofSet.size());
        ranked.addAll(ranked(place.toString(), zone, ofSet.subList(0, owners)));
        ranked.addAll(ofSet.subList(owners, ofSet.size()));
        return List.copyOf(ranked);
    }
}
