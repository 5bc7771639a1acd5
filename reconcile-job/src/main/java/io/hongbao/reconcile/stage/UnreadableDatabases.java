package io.hongbao.reconcile.stage;

import io.hongbao.reconcile.read.CannotReadException;
import java.util.Map;
import java.util.TreeMap;

/** Databases that could not be read, and why. For use by many threads. */
public final class UnreadableDatabases {

    private final Map<String, String> reasons = new TreeMap<>();

    public synchronized void add(String name, CannotReadException why) {
        reasons.putIfAbsent(name, String.valueOf(why.getMessage()));
    }

    public synchronized boolean has(String name) {
        return reasons.containsKey(name);
    }

    public synchronized Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }
}
