package io.hongbao.calls.combine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallProblems;
import io.hongbao.contracts.routing.Instance;
import java.util.concurrent.CompletableFuture;

/**
 * Calls of one kind: each waits in the lane of the owner, and in that of the next candidate when
 * the owner does not answer. Never blocks; every future ends within the route's budget (up to 10 ms
 * later), on an event loop.
 */
public final class CombineCalls<A> {

    private final CombineKind<A> kind;
    private final CombineContext context;
    private final Cache<LaneTarget, CombineLane<A>> lanes;

    CombineCalls(CombineKind<A> kind, CombineContext context) {
        this.kind = kind;
        this.context = context;
        lanes =
                Caffeine.newBuilder()
                        .maximumSize(context.settings().lanesMax())
                        .expireAfterAccess(context.settings().idleAfter())
                        .executor(Runnable::run)
                        // Who still holds a forgotten lane may use it to its end.
                        .<LaneTarget, CombineLane<A>>removalListener((_, lane, _) -> {
                            if (lane != null) {
                                lane.forget();
                            }
                        })
                        .build();
    }

    /** The service's answer; fails with the problem that a client is told when there is none. */
    public CompletableFuture<A> call(Route route, CombinedCall call) {
        var pending = new PendingCall<A>(context.candidates().attempts(route), call);
        submit(pending.attempts().first(), pending);
        return pending;
    }

    private void submit(Instance instance, PendingCall<A> pending) {
        pending.queuedNanos(context.nanoTime().getAsLong());
        var target = new LaneTarget(instance, pending.attempts().route().scope());
        CombineLane<A> lane =
                lanes.get(
                        target, each -> new CombineLane<>(kind, each, context, this::notAnswered));
        if (!lane.submit(pending)) {
            pending.completeExceptionally(pending.attempts().full(kind.inDoubt()));
        }
    }

    private void notAnswered(PendingCall<A> pending, Instance tried, CallFailure reason) {
        if (pending.isDone()) {
            return;
        }
        pending.attempts()
                .next(tried, reason)
                .ifPresentOrElse(
                        next -> submit(next, pending),
                        () -> pending.completeExceptionally(CallProblems.nobody()));
    }
}
