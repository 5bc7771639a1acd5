package io.hongbao.gateway.connection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts what is under way by whose it is, so that one cannot take the place of all. */
public final class ConcurrencyLimit<K> {

    private final int max;
    private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

    public ConcurrencyLimit(int max) {
        this.max = max;
    }

    /** False when that is one too many; else {@link #leave} must follow. */
    public boolean enter(K key) {
        if (counts.merge(key, 1, Integer::sum) <= max) {
            return true;
        }
        leave(key);
        return false;
    }

    public void leave(K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
