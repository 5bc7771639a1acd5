package io.hongbao.calls.send;

import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Reply.Answered;
import io.hongbao.calls.send.Reply.NotAnswered;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Sends one call, as {@link Attempts} say. */
public final class SendAlone {

    private final InstanceClient client;
    private final Candidates candidates;
    private final JsonMapper json;

    SendAlone(InstanceClient client, Candidates candidates, JsonMapper json) {
        this.client = client;
        this.candidates = candidates;
        this.json = json;
    }

    /** The answer of whoever answered; fails with the problem that a client is told. */
    public CompletableFuture<Answered> send(Route route, Call call) {
        Attempts attempts = candidates.attempts(route);
        return send(attempts, attempts.first(), call);
    }

    private CompletableFuture<Answered> send(Attempts attempts, Instance instance, Call call) {
        return client.call(instance, call, attempts.attemptMax())
                .thenCompose(reply ->
                        switch (reply) {
                            case Answered answered
                                    when attempts.leavesDoubt()
                                            && answered.mayStopBeingTrue(json) ->
                                    CompletableFuture.failedFuture(
                                            CallProblems.inDoubt(ProblemCode.OVERLOADED));
                            case Answered answered -> CompletableFuture.completedFuture(answered);
                            case NotAnswered(var reason) -> {
                                attempts.notAnswered(instance, reason);
                                yield attempts.next(instance, reason)
                                        .map(next -> send(attempts, next, call))
                                        .orElseGet(() ->
                                                CompletableFuture.failedFuture(
                                                        CallProblems.nobody()));
                            }
                        });
    }
}
