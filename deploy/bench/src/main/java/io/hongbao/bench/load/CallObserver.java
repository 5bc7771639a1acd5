package io.hongbao.bench.load;

/**
 * Hears of each operation of an open loop, in the generator's thread. Times are as {@link
 * System#nanoTime} tells.
 */
public interface CallObserver {

    CallObserver NONE =
            new CallObserver() {
                @Override
                public void started(long nanos) {}

                @Override
                public void sent(long intendedNanos, long nanos) {}

                @Override
                public void unsent(long intendedNanos) {}

                @Override
                public void done(Verdict verdict, long intendedNanos, long nanos) {}
            };

    /** The load begins; before all others. */
    void started(long nanos);

    void sent(long intendedNanos, long nanos);

    /** No connection was free for as long as its user waits. */
    void unsent(long intendedNanos);

    /** Once for each that was sent. */
    void done(Verdict verdict, long intendedNanos, long nanos);
}
