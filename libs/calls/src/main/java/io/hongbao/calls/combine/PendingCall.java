package io.hongbao.calls.combine;

import io.hongbao.calls.send.Attempts;
import java.util.concurrent.CompletableFuture;

/**
 * A call whose answer is awaited. Only the lane that it is in changes it.
 *
 * @param <A> the answer
 */
final class PendingCall<A> extends CompletableFuture<A> {

    private final Attempts attempts;
    private final CombinedCall call;
    private long queuedNanos;

    PendingCall(Attempts attempts, CombinedCall call) {
        this.attempts = attempts;
        this.call = call;
    }

    Attempts attempts() {
        return attempts;
    }

    CombinedCall call() {
        return call;
    }

    long queuedNanos() {
        return queuedNanos;
    }

    void queuedNanos(long nowNanos) {
        queuedNanos = nowNanos;
    }
}
