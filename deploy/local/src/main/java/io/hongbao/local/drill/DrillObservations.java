package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was seen of the suite while a drill went on, in the order of time. */
record DrillObservations(
        List<BreakerSample> breakers,
        List<InstancesSample> instances,
        List<ConnectionsSample> connections) {

    /** Whether any instance kept calls from the SET that is watched. */
    record BreakerSample(long nanos, boolean out) {}

    /** How many packet-services the gateway found ready. */
    record InstancesSample(long nanos, int ready) {}

    /** Connections of all services to one SET, as its database counts them. */
    record ConnectionsSample(long nanos, SetId set, int count) {}

    /** How long after {@code fromNanos} the breaker of any instance was first seen open. */
    Optional<Double> openedAfter(long fromNanos) {
        return firstAfter(fromNanos, true);
    }

    /** How long after {@code fromNanos} those of all instances were first seen closed. */
    Optional<Double> closedAfter(long fromNanos) {
        return firstAfter(fromNanos, false);
    }

    /** How long after {@code fromNanos} the gateway found fewer instances ready than before. */
    Optional<Double> missedAfter(long fromNanos) {
        OptionalInt before =
                instances.stream()
                        .filter(seen -> seen.nanos() - fromNanos < 0)
                        .mapToInt(InstancesSample::ready)
                        .reduce((_, last) -> last);
        return instances.stream()
                .filter(seen ->
                        seen.nanos() - fromNanos >= 0
                                && before.isPresent()
                                && seen.ready() < before.getAsInt())
                .findFirst()
                .map(seen -> (seen.nanos() - fromNanos) / 1e9);
    }

    boolean toldOfBreakers() {
        return !breakers.isEmpty();
    }

    OptionalInt connectionsMax(SetId set, DrillPhase phase) {
        return connections.stream()
                .filter(seen -> seen.set().equals(set) && phase.has(seen.nanos()))
                .mapToInt(ConnectionsSample::count)
                .max();
    }

    private Optional<Double> firstAfter(long fromNanos, boolean out) {
        return breakers.stream()
                .filter(seen -> seen.nanos() - fromNanos >= 0 && seen.out() == out)
                .findFirst()
                .map(seen -> (seen.nanos() - fromNanos) / 1e9);
    }
}
