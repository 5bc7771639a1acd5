package io.hongbao.reconcile.read;

import java.util.concurrent.locks.LockSupport;

/**
 * How much of a database's time one reader may take.
 *
 * @param percent 1 to 100; at 25 a statement of 1 s is followed by 3 s of rest
 */
public record ReadThrottle(int percent) {

    public static final ReadThrottle FULL = new ReadThrottle(100);

    public ReadThrottle {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("must be 1 to 100: percent=" + percent);
        }
    }

    /** Rests after a statement that took so long. */
    void rest(long nanos) {
        if (percent < 100) {
            LockSupport.parkNanos(nanos * (100 - percent) / percent);
        }
    }
}
