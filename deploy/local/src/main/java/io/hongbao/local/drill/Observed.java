package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was seen of the SETs while a drill went on, in the order of time. */
record Observed(List<BreakerSeen> breakers, List<ConnectionsSeen> connections) {

    /** Whether any instance kept calls from the SET that is watched. */
    record BreakerSeen(long nanos, boolean out) {}

    /** Connections of all services to one SET, as its database counts them. */
    record ConnectionsSeen(long nanos, SetId set, int count) {}

    /** How long after {@code fromNanos} the breaker of any instance was first seen open. */
    Optional<Double> openedAfter(long fromNanos) {
        return firstAfter(fromNanos, true);
    }

    /** How long after {@code fromNanos} those of all instances were first seen closed. */
    Optional<Double> closedAfter(long fromNanos) {
        return firstAfter(fromNanos, false);
    }

    boolean toldOfBreakers() {
        return !breakers.isEmpty();
    }

    OptionalInt connectionsMax(SetId set, Phase phase) {
        return connections.stream()
                .filter(seen -> seen.set().equals(set) && phase.has(seen.nanos()))
                .mapToInt(ConnectionsSeen::count)
                .max();
    }

    private Optional<Double> firstAfter(long fromNanos, boolean out) {
        return breakers.stream()
                .filter(seen -> seen.nanos() - fromNanos >= 0 && seen.out() == out)
                .findFirst()
                .map(seen -> (seen.nanos() - fromNanos) / 1e9);
    }
}
