package io.hongbao.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass. Throws {@link IllegalStateException} when its thread is interrupted. */
public final class Hold {

    private Hold() {}

    public static void during(Duration time) {
        until(System.nanoTime(), time);
    }

    /** Returns so long after {@code fromNanos}, which {@link System#nanoTime} told. */
    public static void until(long fromNanos, Duration time) {
        long left = fromNanos + time.toNanos() - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted");
            }
            left = fromNanos + time.toNanos() - System.nanoTime();
        }
    }
}
