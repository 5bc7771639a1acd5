package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.Fingerprint;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapKey;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.CallSettings;
import io.hongbao.packet.set.LaneAnswers;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a packet on the SET that sender and key hash to; when that SET fails, on the next one, in
 * the same call. So a wrap may exist on two SETs, of which the first answer that arrives tells one:
 * only one of them can ever be paid.
 */
final class WrapPacket {

    private static final Logger log = LoggerFactory.getLogger(WrapPacket.class);

    private final Supplier<Map<SetId, Integer>> weights;
    private final WrapLanes lanes;
    private final CallSettings limits;
    private final Clock clock;

    WrapPacket(
            Supplier<Map<SetId, Integer>> weights,
            WrapLanes lanes,
            CallSettings limits,
            Clock clock) {
        this.weights = weights;
        this.lanes = lanes;
        this.limits = limits;
        this.clock = clock;
    }

    /** The lanes of all SETs. */
    @FunctionalInterface
    interface WrapLanes {

        /** Empty while the SET is not open. */
        Optional<CompletableFuture<WrapOutcome>> submit(
                SetId set, PacketCommand.Wrap command, Instant deadline);
    }

    WrapOutcome wrap(WrapKey key, Draft draft) {
        Fingerprint fingerprint = Fingerprints.of(draft);
        Instant deadline = clock.instant().plus(limits.max());
        List<TablePlace> places = WrapPlaces.ranked(key.sender(), key.key(), weights.get());
        boolean healing = false;
        for (TablePlace place : places.stream().limit(limits.wrapTriesMax()).toList()) {
            try {
                Optional<WrapOutcome> outcome =
                        tryOn(place, command(key, draft, fingerprint, place), deadline);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (LaneFault fault) {
                if (!healing && !heals(fault)) {
                    throw LaneAnswers.problem(fault);
                }
                log.warn("wrap heals: set={} fault={}", place.set(), fault.toString());
            }
            healing = true;
        }
        throw ProblemException.of(
                ProblemCode.SET_UNAVAILABLE, "no SET could take the packet: repeat the call");
    }

    /**
     * Whether the first SET's fault lets the next one be tried. Once it has, every further fault
     * does: the packet may exist on an earlier SET, and to refuse it now, for load or any other
     * reason, would promise that it does not.
     */
    private static boolean heals(LaneFault fault) {
        return switch (fault) {
            case Unavailable _, OutcomeUnknown _, LaneClosed _, Deadlock _ -> true;
            // Too much load is not a fault of the SET: moving it on would only spread it.
            case LaneFull _, DeadlinePassed _, DataFault _ -> false;
        };
    }

    private static PacketCommand.Wrap command(
            WrapKey key, Draft draft, Fingerprint fingerprint, TablePlace place) {
        return new PacketCommand.Wrap(key, draft, fingerprint, place.table());
    }

    /** Empty when the SET is not open, or no time is left to ask it. */
    private Optional<WrapOutcome> tryOn(
            TablePlace place, PacketCommand.Wrap command, Instant deadline) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, deadline);
        if (left.isNegative()) {
            return Optional.empty();
        }
        Duration wait = left.compareTo(limits.wrapTryMax()) < 0 ? left : limits.wrapTryMax();
        return lanes.submit(place.set(), command, now.plus(wait))
                .map(answer -> LaneAnswers.await(answer, wait));
    }
}
