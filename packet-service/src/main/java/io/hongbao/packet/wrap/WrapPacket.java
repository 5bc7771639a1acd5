package io.hongbao.packet.wrap;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a packet on the SET that sender and key hash to; when that SET fails, on the next one, in
 * the same call. So a wrap may exist on two SETs, of which the first answer that arrives tells one:
 * only one of them can ever be paid.
 */
@Component
final class WrapPacket {

    private final WrapSets sets;
    private final TimeoutSettings limits;
    private final Clock clock;

    WrapPacket(WrapSets sets, TimeoutSettings limits, Clock clock) {
        this.sets = sets;
        this.limits = limits;
        this.clock = clock;
    }

    /** The packet, or a refusal that is honest about all SETs that were tried. */
    WrapOutcome wrap(WrapKey key, Draft draft, Deadline waited) {
        WrapFingerprint fingerprint = WrapFingerprint.of(draft);
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
            var command = new PacketCommand.Wrap(key, draft, fingerprint, place.table());
            try {
                Optional<WrapOutcome> outcome = tryOn(place, command, wait);
                if (outcome.isPresent()) {
                    return failed.checked(outcome.get());
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

    /** Empty when the SET is not connected. */
    private Optional<WrapOutcome> tryOn(
            TablePlace place, PacketCommand.Wrap command, Duration wait) {
        return sets.submit(place.set(), command, clock.instant().plus(wait))
                .map(answer -> LaneAnswers.await(answer, wait));
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

        /**
         * That a key was used for another request promises that this one has no packet anywhere: a
         * promise that cannot be given once a SET may have made one.
         */
        WrapOutcome checked(WrapOutcome outcome) {
            return switch (outcome) {
                case WrapOutcome.KeyReused _ when doubtful -> throw refusal();
                case WrapOutcome.KeyReused _, WrapOutcome.Wrapped _, WrapOutcome.WrappedBefore _ ->
                        outcome;
            };
        }

        ProblemException refusal() {
            if (last != null && !doubtful) {
                return LaneAnswers.problem(last);
            }
            return ProblemException.of(
                    ProblemCode.SET_UNAVAILABLE,
                    doubtful
                            ? "the outcome is not known: repeat the call"
                            : "no SET takes new packets now");
        }
    }
}
