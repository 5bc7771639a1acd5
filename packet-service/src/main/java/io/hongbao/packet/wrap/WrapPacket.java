package io.hongbao.packet.wrap;

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
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a packet on the SET that sender and key hash to; when that SET fails, on the next one, in
 * the same call. So a wrap may exist on two SETs, of which the first answer that arrives tells one:
 * only one of them can ever be paid.
 */
final class WrapPacket {

    private static final Logger log = LoggerFactory.getLogger(WrapPacket.class);

    private final SetRouter sets;
    private final CallSettings limits;
    private final Clock clock;

    WrapPacket(SetRouter sets, CallSettings limits, Clock clock) {
        this.sets = sets;
        this.limits = limits;
        this.clock = clock;
    }

    WrapOutcome wrap(WrapKey key, Draft draft) {
        Fingerprint fingerprint = Fingerprints.of(draft);
        Instant deadline = clock.instant().plus(limits.max());
        List<TablePlace> places = WrapPlaces.ranked(key.sender(), key.key(), sets.weights());
        for (TablePlace place : places.stream().limit(limits.wrapTriesMax()).toList()) {
            Optional<WrapOutcome> outcome =
                    sets.find(place.set())
                            .flatMap(set ->
                                    tryOn(set, command(key, draft, fingerprint, place), deadline));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw ProblemException.of(
                ProblemCode.SET_UNAVAILABLE, "no SET could take the packet: repeat the call");
    }

    private static PacketCommand.Wrap command(
            WrapKey key, Draft draft, Fingerprint fingerprint, TablePlace place) {
        return new PacketCommand.Wrap(key, draft, fingerprint, place.table());
    }

    /** Empty when the SET failed and another one may be tried. */
    private Optional<WrapOutcome> tryOn(
            SetHandle set, PacketCommand.Wrap command, Instant deadline) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, deadline);
        if (left.isNegative()) {
            return Optional.empty();
        }
        Duration wait = left.compareTo(limits.wrapTryMax()) < 0 ? left : limits.wrapTryMax();
        try {
            return Optional.of(
                    LaneAnswers.await(set.lanes().submit(command, now.plus(wait)), wait));
        } catch (LaneFault fault) {
            return switch (fault) {
                case Unavailable _, OutcomeUnknown _, LaneClosed _, Deadlock _ -> {
                    log.warn("wrap heals: set={} fault={}", set.id(), fault.toString());
                    yield Optional.empty();
                }
                // Too much load is not a fault of the SET: moving it on would only spread it.
                case LaneFull _, DeadlinePassed _, DataFault _ -> throw LaneAnswers.problem(fault);
            };
        }
    }
}
