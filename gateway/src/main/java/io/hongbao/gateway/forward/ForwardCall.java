package io.hongbao.gateway.forward;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.gateway.forward.Reply.NoAnswer;
import io.hongbao.gateway.forward.Reply.Silence;
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
                Answered second = again(next.get(), call, lineup, left(deadline, times.attempt()));
                yield honest(reason, second);
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

    /**
     * A 4xx promises that there was no effect. When too much waits at the second instance, nothing
     * is known of what the first one did.
     */
    private static Answered honest(Silence first, Answered second) {
        if (first.leavesDoubt() && second.status() == ProblemCode.TOO_MANY_REQUESTS.httpStatus()) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED, "The outcome is not known; the same call again tells");
        }
        return second;
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
