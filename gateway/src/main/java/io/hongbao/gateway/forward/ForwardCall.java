package io.hongbao.gateway.forward;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.gateway.forward.Reply.NoAnswer;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends one call to the owner and, when that gives no answer, once more to the next instance: every
 * call of ours is safe to repeat.
 */
public final class ForwardCall {

    private final CallInstance callInstance;
    private final Instances instances;
    private final CallMetrics metrics;
    private final InstantSource clock;

    ForwardCall(
            CallInstance callInstance,
            Instances instances,
            CallMetrics metrics,
            InstantSource clock) {
        this.callInstance = callInstance;
        this.instances = instances;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The answer of whoever answered; {@code overloaded} when nobody did. */
    public Answered forward(OutgoingCall call, Lineup lineup, CallTimes times) {
        Instant deadline = clock.instant().plus(times.budget());
        Instance owner = instances.first(lineup);
        return switch (attempt(owner, call, lineup, times.attempt())) {
            case Answered answered -> answered;
            case NoAnswer(var reason) -> {
                Optional<Instance> next = instances.next(lineup, owner, reason);
                if (next.isEmpty()) {
                    throw nobody();
                }
                yield again(next.get(), call, lineup, left(deadline, times.attempt()));
            }
        };
    }

    private Answered again(Instance next, OutgoingCall call, Lineup lineup, Duration atMost) {
        metrics.repeated();
        return switch (attempt(next, call, lineup, atMost)) {
            case Answered answered -> answered;
            case NoAnswer _ -> throw nobody();
        };
    }

    private Reply attempt(Instance instance, OutgoingCall call, Lineup lineup, Duration atMost) {
        Reply reply = callInstance.call(instance, call, atMost);
        if (reply instanceof NoAnswer(var reason)) {
            metrics.noAnswer(reason);
            instances.avoid(instance, lineup.scope(), reason);
        }
        return reply;
    }

    private Duration left(Instant deadline, Duration attempt) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.compareTo(attempt) < 0 ? left : attempt;
    }

    private static ProblemException nobody() {
        return ProblemException.of(
                ProblemCode.OVERLOADED, "No instance answered; the same call again is safe");
    }
}
