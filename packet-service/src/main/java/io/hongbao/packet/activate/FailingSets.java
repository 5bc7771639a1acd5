package io.hongbao.packet.activate;

import io.hongbao.contracts.id.SetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Since when SETs have taken no payment that this instance had for them. Thread-safe. */
final class FailingSets {

    private final Predicate<SetId> inCatalogue;
    private final Duration parkAfter;
    private final InstantSource clock;
    private final Map<SetId, Instant> since = new ConcurrentHashMap<>();

    FailingSets(Predicate<SetId> inCatalogue, Duration parkAfter, InstantSource clock) {
        this.inCatalogue = inCatalogue;
        this.parkAfter = parkAfter;
        this.clock = clock;
    }

    void took(SetId set) {
        since.remove(set);
    }

    void failed(SetId set) {
        since.putIfAbsent(set, clock.instant());
    }

    /** Whether its payments wait no longer in their partition, where others wait behind them. */
    boolean areToBeParked(SetId set) {
        Instant first = since.get(set);
        return !inCatalogue.test(set)
                || (first != null && !clock.instant().isBefore(first.plus(parkAfter)));
    }
}
