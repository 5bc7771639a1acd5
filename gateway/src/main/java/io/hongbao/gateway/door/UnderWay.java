package io.hongbao.gateway.door;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts calls under way by who makes them, so that one cannot take the place of all. */
final class UnderWay<K> {

    private final int max;
    private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

    UnderWay(int max) {
        this.max = max;
    }

    /** False when that would be one too many; else {@link #leave} must follow. */
    boolean enter(K who) {
        if (counts.merge(who, 1, Integer::sum) <= max) {
            return true;
        }
        leave(who);
        return false;
    }

    void leave(K who) {
        counts.computeIfPresent(who, (_, count) -> count == 1 ? null : count - 1);
    }
}
