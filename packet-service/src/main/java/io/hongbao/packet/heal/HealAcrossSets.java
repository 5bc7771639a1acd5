package io.hongbao.packet.heal;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes something new on the SET that user and key hash to; when that SET fails, on the next one,
 * in the same call. So it may exist on two SETs, of which the first answer that arrives tells one.
 */
@Component
public final class HealAcrossSets {

    private final WeighedSets sets;
    private final TimeoutSettings limits;
    private final Clock clock;

    public HealAcrossSets(WeighedSets sets, TimeoutSettings limits, Clock clock) {
        this.sets = sets;
        this.limits = limits;
        this.clock = clock;
    }

    /** Queues the command in a lane of the SET. Empty while the SET is not connected. */
    @FunctionalInterface
    public interface Submit<R> {
        Optional<CompletableFuture<R>> on(TablePlace place, Instant deadline);
    }

    /**
     * The outcome, or a refusal that is honest about all SETs that were tried.
     *
     * @param keyReused whether an outcome says that the key was used for another request. It
     *     promises that this one has made nothing anywhere: a promise that cannot be given once a
     *     SET may have made it
     */
    public <R> R make(WrapKey key, Deadline waited, Submit<R> submit, Predicate<R> keyReused) {
        Instant deadline =
                waited.orEarlier(new Deadline(clock.instant().plus(limits.wrapMax()))).at();
        List<TablePlace> places =
                WrapPlaces.ranked(key.sender(), key.key(), sets.weights()).stream()
                        .limit(limits.wrapTriesMax())
                        .toList();
        var failed = new FailedTries();
        for (int i = 0; i < places.size(); i++) {
            TablePlace place = places.get(i);
            Duration wait = wait(i, places.size() - i, deadline);
            if (!wait.isPositive()) {
                break;
            }
            try {
                Optional<R> outcome =
                        submit.on(place, clock.instant().plus(wait))
                                .map(answer -> LaneAnswers.await(answer, wait));
                if (outcome.isPresent()) {
                    if (failed.doubtful && keyReused.test(outcome.get())) {
                        throw failed.refusal();
                    }
                    return outcome.get();
                }
            } catch (LaneFault fault) {
                failed.add(fault);
                sets.left(place.set(), fault);
            }
        }
        throw failed.refusal();
    }

    /** The first try is short, the others share what is left, the last one gets all of it. */
    private Duration wait(int failedBefore, int triesLeft, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (failedBefore > 0 || triesLeft == 1) {
            return left.dividedBy(triesLeft);
        }
        return left.compareTo(limits.wrapTryMax()) < 0 ? left : limits.wrapTryMax();
    }

    /**
     * What the tries so far allow to be said. A SET that hangs looks like one with too much to do
     * (a full queue, a deadline that passed), so that every fault leads to the next SET, but for
     * data that no SET would take.
     */
    private static final class FailedTries {

        private @Nullable LaneFault last;
        private boolean doubtful;

        void add(LaneFault fault) {
            if (fault instanceof DataFault && !doubtful) {
                throw LaneAnswers.problem(fault);
            }
            last = fault;
            doubtful |= !fault.hasNoEffect();
        }

        ProblemException refusal() {
            if (last != null && !doubtful) {
                return LaneAnswers.problem(last);
            }
            return ProblemException.of(
                    ProblemCode.SET_UNAVAILABLE,
                    doubtful
                            ? "the outcome is not known: repeat the call"
                            : "no SET takes new orders now");
        }
    }
}
