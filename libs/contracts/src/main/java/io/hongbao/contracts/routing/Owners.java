package io.hongbao.contracts.routing;

import java.util.Comparator;
import java.util.List;

/**
 * Which instance owns a place, by rendezvous hashing: every process that knows the same instances
 * names the same owner, and an instance that leaves hands on only what it owned. Correctness never
 * depends on it.
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
}
