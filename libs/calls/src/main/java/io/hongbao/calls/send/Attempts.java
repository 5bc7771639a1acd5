package io.hongbao.calls.send;

import io.hongbao.calls.route.Route;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: at the first candidate and, when that does not answer, once more at the
 * next one, within the route's budget. The only place with the rules of the second try; not for use
 * by two threads at once.
 */
public final class Attempts {

    private final Route route;
    private final Candidates candidates;
    private final LongSupplier nanoTime;
    private final long untilNanos;
    private @Nullable CallFailure first;

    Attempts(Route route, Candidates candidates, LongSupplier nanoTime) {
        this.route = route;
        this.candidates = candidates;
        this.nanoTime = nanoTime;
        untilNanos = nanoTime.getAsLong() + route.times().budget().toNanos();
    }

    public Route route() {
        return route;
    }

    /** Who is asked first. */
    public Instance first() {
        return candidates.first(route);
    }

    /**
     * Who is asked after {@code tried} did not answer. Empty after the second attempt, without time
     * left, and where {@link Candidates#next} names nobody.
     */
    public Optional<Instance> next(Instance tried, CallFailure reason) {
        if (isSecond() || leftNanos(nanoTime.getAsLong()) <= 0) {
            return Optional.empty();
        }
        first = reason;
        return candidates.next(route, tried, reason);
    }

    /** Notes that an instance did not answer. */
    public void notAnswered(Instance instance, CallFailure reason) {
        candidates.notAnswered(instance, route.scope(), reason);
    }

    /** How long an attempt that begins now may take. */
    public Duration attemptMax() {
        return Duration.ofNanos(attemptNanos(nanoTime.getAsLong()));
    }

    public long attemptNanos(long nowNanos) {
        return route.times().attemptNanos(leftNanos(nowNanos));
    }

    public long leftNanos(long nowNanos) {
        return untilNanos - nowNanos;
    }

    /** Whether one instance was asked already, or would have been if it were not avoided. */
    public boolean isSecond() {
        return first != null;
    }

    /** What is told when the second instance has no room. */
    public ProblemException full(ProblemCode inDoubt) {
        return leavesDoubt() ? CallProblems.inDoubt(inDoubt) : CallProblems.full();
    }

    /**
     * Whether an answer may not be told. A 4xx promises that there was no effect, and the first
     * instance may still have one when the second one's refusal may stop being true.
     */
    public boolean leavesDoubt() {
        return first != null && first.leavesDoubt();
    }
}
