package io.hongbao.packet.breaker;

/**
 * How long a SET has answered nothing. A SET that hangs under light traffic fails so rarely that
 * counting takes too long. Not thread-safe.
 */
final class DetectHang {

    /** What has been under way for less proves nothing. */
    private static final long UNDER_WAY_MIN_NANOS = 250_000_000;

    private static final int FAILURES_ENOUGH = 2;

    private final long maxNanos;
    private int failures;
    private long sinceNanos;
    private long answeredNanos;

    DetectHang(long maxNanos, long nowNanos) {
        this.maxNanos = maxNanos;
        answeredNanos = nowNanos;
    }

    /** The SET answered something, if only by refusing it. */
    void answered(long nowNanos) {
        failures = 0;
        answeredNanos = nowNanos;
    }

    /** What was begun at {@code startedNanos} got no answer. */
    void failed(long startedNanos) {
        if (failures == 0) {
            sinceNanos = Math.max(startedNanos, answeredNanos);
        }
        failures++;
    }

    /**
     * True when the silence has lasted too long, and more than one thing met it: one connection
     * that is cut, and then nothing to do for a while, is none.
     *
     * @param oldestNanos when the oldest of what is under way was begun; now when there is none
     */
    boolean tooLong(long nowNanos, long oldestNanos) {
        boolean anotherWaits = nowNanos - oldestNanos >= UNDER_WAY_MIN_NANOS;
        return failures > 0
                && nowNanos - sinceNanos >= maxNanos
                && (failures >= FAILURES_ENOUGH || anotherWaits);
    }
}
