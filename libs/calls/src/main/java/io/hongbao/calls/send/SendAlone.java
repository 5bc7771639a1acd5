package io.hongbao.calls.send;

import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.CallResult.Failure;
import io.hongbao.calls.send.CallResult.Response;
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
    public CompletableFuture<Response> send(Route route, Call call) {
        Attempts attempts = candidates.attempts(route);
        return send(attempts, attempts.first(), call);
    }

    private CompletableFuture<Response> send(Attempts attempts, Instance instance, Call call) {
        return client.call(instance, call, attempts.attemptMax())
                .thenCompose(reply ->
                        switch (reply) {
                            case Response answered
                                    when attempts.leavesDoubt()
                                            && answered.mayStopBeingTrue(json) ->
                                    CompletableFuture.failedFuture(
                                            CallProblems.inDoubt(ProblemCode.OVERLOADED));
                            case Response answered -> CompletableFuture.completedFuture(answered);
                            case Failure(var reason) -> {
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
