package io.hongbao.calls.send;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Reply.Answered;
import io.hongbao.calls.send.Reply.NotAnswered;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one call to the owner and, when that does not answer, once more to the next candidate. Ends
 * within the route's budget.
 */
public final class SendAlone {

    private final InstanceClient client;
    private final Candidates candidates;
    private final JsonMapper json;
    private final LongSupplier nanoTime;

    SendAlone(
            InstanceClient client, Candidates candidates, JsonMapper json, LongSupplier nanoTime) {
        this.client = client;
        this.candidates = candidates;
        this.json = json;
        this.nanoTime = nanoTime;
    }

    /** The answer of whoever answered; fails with the problem that a client is told. */
    public CompletableFuture<Answered> send(Route route, Call call) {
        long untilNanos = nanoTime.getAsLong() + route.times().budget().toNanos();
        Instance owner = candidates.first(route);
        return attempt(owner, route, call, route.times().attempt())
                .thenCompose(reply ->
                        switch (reply) {
                            case Answered answered -> CompletableFuture.completedFuture(answered);
                            case NotAnswered(var reason) ->
                                    again(route, call, owner, reason, untilNanos);
                        });
    }

    private CompletableFuture<Answered> again(
            Route route, Call call, Instance tried, NoAnswer reason, long untilNanos) {
        Duration left = Duration.ofNanos(untilNanos - nanoTime.getAsLong());
        Optional<Instance> next =
                left.isPositive() ? candidates.next(route, tried, reason) : Optional.empty();
        if (next.isEmpty()) {
            return CompletableFuture.failedFuture(CallProblems.nobody());
        }
        return attempt(next.get(), route, call, atMost(route.times(), left))
                .thenApply(reply ->
                        switch (reply) {
                            case Answered answered -> afterDoubt(reason, answered);
                            case NotAnswered _ -> throw CallProblems.nobody();
                        });
    }

    private static Duration atMost(CallTimes times, Duration left) {
        return left.compareTo(times.attempt()) < 0 ? left : times.attempt();
    }

    /**
     * A 4xx promises that there was no effect. The first instance may still have one when the
     * second one's refusal may stop being true.
     */
    private Answered afterDoubt(NoAnswer first, Answered second) {
        if (first.leavesDoubt() && second.mayStopBeingTrue(json)) {
            throw CallProblems.inDoubt(ProblemCode.OVERLOADED);
        }
        return second;
    }

    private CompletableFuture<Reply> attempt(
            Instance instance, Route route, Call call, Duration atMost) {
        return client.call(instance, call, atMost)
                .whenComplete((reply, _) -> {
                    if (reply instanceof NotAnswered(var reason)) {
                        candidates.notAnswered(instance, route.scope(), reason);
                    }
                });
    }
}
