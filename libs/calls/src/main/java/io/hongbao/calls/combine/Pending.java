package io.hongbao.calls.combine;

import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.NoAnswer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer is awaited. Only the lane that it is in changes it.
 *
 * @param <A> the answer
 */
final class Pending<A> extends CompletableFuture<A> {

    private final Route route;
    private final CombinedCall call;
    private final long untilNanos;
    private long queuedNanos;
    private @Nullable NoAnswer first;

    Pending(Route route, CombinedCall call, long nowNanos) {
        this.route = route;
        this.call = call;
        queuedNanos = nowNanos;
        untilNanos = nowNanos + route.times().budget().toNanos();
    }

    Route route() {
        return route;
    }

    CombinedCall call() {
        return call;
    }

    long queuedNanos() {
        return queuedNanos;
    }

    long leftNanos(long nowNanos) {
        return untilNanos - nowNanos;
    }

    boolean isSecondTry() {
        return first != null;
    }

    /** Whether the first instance may have done, or may still do, what was asked. */
    boolean isInDoubt() {
        return first != null && first.leavesDoubt();
    }

    void tryAgain(NoAnswer reason, long nowNanos) {
        first = reason;
        queuedNanos = nowNanos;
    }
}
