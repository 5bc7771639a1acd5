package io.hongbao.gateway.combine;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.combine.Item.Words;
import io.hongbao.gateway.combine.Sent.Answered;
import io.hongbao.gateway.combine.Sent.NotAnswered;
import io.hongbao.gateway.forward.Lineup;
import io.hongbao.gateway.forward.Reply.Silence;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One user's call among many: waits in the lane of the owner, and in that of the next instance when
 * the owner gives no answer. Ends within the budget, whatever happens.
 */
final class CombineCalls<A> {

    private final BatchLanes<A> lanes;
    private final BatchMeans means;
    private final Predicate<A> refusedForLoad;

    /**
     * Combines calls of one kind.
     *
     * @param refusedForLoad whether an answer says that too much waits
     */
    CombineCalls(BatchLanes<A> lanes, BatchMeans means, Predicate<A> refusedForLoad) {
        this.lanes = lanes;
        this.means = means;
        this.refusedForLoad = refusedForLoad;
    }

    /** The service's answer; throws what a client is told when there is none. */
    A call(Lineup lineup, Words words) {
        Instant deadline = means.clock().instant().plus(lanes.kind().times().budget());
        Instance owner = means.instances().first(lineup);
        boolean hasAlternative = means.instances().other(lineup, owner).isPresent();
        var item = new Item(words, deadline, hasAlternative);
        return switch (await(lineup, owner, item)) {
            case Answered(var answer) -> answer;
            case NotAnswered(var reason) -> {
                Optional<Instance> next = means.instances().next(lineup, owner, reason);
                if (next.isEmpty()) {
                    throw nobody();
                }
                means.metrics().repeated();
                yield again(lineup, next.get(), new Item(words, deadline, false), reason);
            }
        };
    }

    /** A 4xx promises that there was no effect: after doubt, a full queue may not say so. */
    private A again(Lineup lineup, Instance next, Item item, Silence first) {
        try {
            return switch (await(lineup, next, item)) {
                case Answered(var answer) when first.leavesDoubt() && refusedForLoad.test(answer) ->
                        throw inDoubt();
                case Answered(var answer) -> answer;
                case NotAnswered<A> _ -> throw nobody();
            };
        } catch (ProblemException refusal) {
            boolean full = refusal.body().code() == ProblemCode.TOO_MANY_REQUESTS;
            throw full && first.leavesDoubt() ? inDoubt() : refusal;
        }
    }

    private Sent<A> await(Lineup lineup, Instance instance, Item item) {
        CompletableFuture<Sent<A>> answer =
                lanes.submit(new BatchTarget(instance, lineup.scope()), item);
        means.late().watch(answer, Duration.between(means.clock().instant(), item.deadline()));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        } finally {
            // A command that nobody waits for any more is not sent.
            answer.cancel(false);
        }
    }

    private RuntimeException refusal(@Nullable Throwable fault) {
        return switch (fault) {
            case LaneFull full ->
                    ProblemException.of(
                                    ProblemCode.TOO_MANY_REQUESTS,
                                    "More calls of this kind wait than can be served")
                            .retryAfter(full.retryAfter());
            case OutcomeUnknown _ -> inDoubt();
            case LaneFault _ -> late();
            case TimeoutException _ -> late();
            case null, default -> new IllegalStateException("a lane failed", fault);
        };
    }

    private ProblemException inDoubt() {
        return ProblemException.of(
                lanes.kind().inDoubt(), "The outcome is not known; the same call again tells");
    }

    private static ProblemException late() {
        return ProblemException.of(
                ProblemCode.OVERLOADED, "No answer came in time; the same call again is safe");
    }

    private static ProblemException nobody() {
        return ProblemException.of(
                ProblemCode.OVERLOADED, "No instance answered; the same call again is safe");
    }
}
