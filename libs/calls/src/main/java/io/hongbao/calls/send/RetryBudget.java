package io.hongbao.calls.send;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds second tries by a part of the calls of the last seconds, so that a fleet that fails is not
 * asked twice as much. A few are always allowed.
 *
 * <p>Source: the retry budget of Finagle (twitter.github.io/finagle/guide/Clients.html#retries).
 */
final class RetryBudget {

    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = 1_000_000_000L;

    /** Allowed in {@link #SLOTS} seconds, however few calls there are. */
    private static final int ALWAYS = 100;

    private final int percent;
    private final LongSupplier nanoTime;

    /** Calls, and second tries, of each of the last seconds: the upper half says which second. */
    private final AtomicLong[] calls = slots();

    private final AtomicLong[] retries = slots();

    /**
     * Covers nothing but the few yet.
     *
     * @param percent second tries for 100 calls, 0 to 100
     */
    RetryBudget(int percent, LongSupplier nanoTime) {
        this.percent = percent;
        this.nanoTime = nanoTime;
    }

    private static AtomicLong[] slots() {
        var slots = new AtomicLong[SLOTS];
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new AtomicLong();
        }
        return slots;
    }

    void called() {
        add(calls);
    }

    /** Whether one more is covered; it is counted then. */
    boolean take() {
        if (sum(retries) >= ALWAYS + sum(calls) * percent / 100) {
            return false;
        }
        add(retries);
        return true;
    }

    private void add(AtomicLong[] slots) {
        long second = second();
        AtomicLong slot = slots[(int) (second % SLOTS)];
        slot.updateAndGet(last -> (last >>> 32) == second ? last + 1 : (second << 32) + 1);
    }

    private long sum(AtomicLong[] slots) {
        long second = second();
        long sum = 0;
        for (AtomicLong slot : slots) {
            long last = slot.get();
            if (second - (last >>> 32) < SLOTS) {
                sum += last & 0xFFFF_FFFFL;
            }
        }
        return sum;
    }

    /** Since some instant: 31 bits are 68 years. */
    private long second() {
        return (nanoTime.getAsLong() / SLOT_NANOS) & Integer.MAX_VALUE;
    }
}
