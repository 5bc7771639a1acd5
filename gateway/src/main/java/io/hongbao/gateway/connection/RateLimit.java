package io.hongbao.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often something may happen, by whose it is. A rest of a second lets a second's worth happen
 * at once. The generic cell rate algorithm (ITU-T I.371): of each key only the time is kept at
 * which all that happened would have happened at the rate. Keys that did not use their rate for a
 * while are forgotten, and have it all.
 */
public final class RateLimit<K> {

    /** The most keys; beyond it the one that was used longest ago starts anew. */
    private static final int KEYS_MAX = 200_000;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long intervalNanos;
    private final LongSupplier nanoTime;

    /** Until when the rate is used up. */
    private final Cache<K, AtomicLong> usedUntil;

    /**
     * @param perSecond 1 or more
     * @param nanoTime as {@link System#nanoTime}
     */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        intervalNanos = SECOND / perSecond;
        this.nanoTime = nanoTime;
        usedUntil =
                Caffeine.newBuilder()
                        .maximumSize(KEYS_MAX)
                        .expireAfterAccess(Duration.ofNanos(2 * SECOND))
                        .ticker(nanoTime::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    /** False when it is too often; that does not count. */
    public boolean take(K key) {
        long now = nanoTime.getAsLong();
        AtomicLong used = usedUntil.get(key, _ -> new AtomicLong(now));
        while (true) {
            long before = used.get();
            long after = (before - now < 0 ? now : before) + intervalNanos;
            if (after - now > SECOND) {
                return false;
            }
            if (used.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
