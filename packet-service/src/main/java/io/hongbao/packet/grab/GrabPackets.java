package io.hongbao.packet.grab;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.packet.call.BatchItems;
import io.hongbao.packet.call.BatchItems.Permitted;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.TellFinished;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers grabs of many users at once, from memory almost always. */
final class GrabPackets {

    private static final String OPERATION = "grab";

    private final SetRouter sets;
    private final BatchItems items;
    private final MeasureCalls timed;

    GrabPackets(SetRouter sets, BatchItems items, MeasureCalls timed) {
        this.sets = sets;
        this.items = items;
        this.timed = timed;
    }

    /** An item on its way; without an answer to wait for, {@code problem} says why. */
    private record Waiting(
            @Nullable Permitted permitted,
            @Nullable SetHandle set,
            @Nullable CompletableFuture<Optional<PacketState>> packet,
            @Nullable ProblemCode problem) {}

    GrabAnswers grab(CombinedCalls call) {
        BatchItems.checkSize(call);
        Instant since = items.now();
        var waiting = new ArrayList<Waiting>(call.items().size());
        for (CombinedCalls.@Nullable Item item : call.items()) {
            waiting.add(lookSafely(item, call.sentAtMs(), since));
        }
        var answers = new ArrayList<GrabAnswers.Answer>(waiting.size());
        Set<OrderNumber> told = new HashSet<>();
        for (Waiting each : waiting) {
            GrabAnswers.Answer answer = answerSafely(each, told);
            timed.record(
                    OPERATION,
                    answer.problem() == null ? MeasureCalls.OK : answer.problem(),
                    since);
            answers.add(answer);
        }
        return new GrabAnswers(answers);
    }

    /** One item that fails unexpectedly fails no other. */
    private Waiting lookSafely(CombinedCalls.@Nullable Item item, long sentAtMs, Instant now) {
        try {
            return look(item, sentAtMs, now);
        } catch (RuntimeException failure) {
            return new Waiting(null, null, null, LaneAnswers.codeOfItem(failure));
        }
    }

    private Waiting look(CombinedCalls.@Nullable Item item, long sentAtMs, Instant now) {
        Optional<Permitted> permitted = items.permitted(item, sentAtMs, Operation.GRAB, now);
        if (permitted.isEmpty()) {
            return new Waiting(null, null, null, ProblemCode.UNAUTHENTICATED);
        }
        Permitted grab = permitted.get();
        Optional<SetHandle> set = sets.find(grab.packet().set());
        if (set.isEmpty()) {
            return new Waiting(grab, null, null, ProblemCode.SET_UNAVAILABLE);
        }
        var packet = set.get().look(grab.packet(), grab.deadline().at());
        return new Waiting(grab, set.get(), packet, null);
    }

    private GrabAnswers.Answer answerSafely(Waiting waiting, Set<OrderNumber> told) {
        try {
            return answer(waiting, told);
        } catch (RuntimeException failure) {
            return refused(LaneAnswers.codeOfItem(failure), null);
        }
    }

    private GrabAnswers.Answer answer(Waiting waiting, Set<OrderNumber> told) {
        if (waiting.packet() == null || waiting.permitted() == null || waiting.set() == null) {
            ProblemCode problem = waiting.problem();
            return refused(problem == null ? ProblemCode.INTERNAL_ERROR : problem, null);
        }
        Permitted grab = waiting.permitted();
        SetHandle set = waiting.set();
        Optional<PacketState> packet =
                LaneAnswers.await(waiting.packet(), grab.deadline().left(items.now()));
        FinishedPacket finished = TellFinished.once(set, grab.packet(), told);
        GrabOutcome outcome = GrabOutcome.of(packet, grab.user(), set.lanes().now());
        return switch (outcome) {
            case PACKET_NOT_FOUND -> refused(ProblemCode.PACKET_NOT_FOUND, finished);
            case PACKET_NOT_PAID -> refused(ProblemCode.PACKET_NOT_PAID, finished);
            case NOT_A_RECIPIENT -> refused(ProblemCode.NOT_A_RECIPIENT, finished);
            case OPENED, FINISHED, EXPIRED, OPENABLE ->
                    GrabAnswers.Answer.of(outcome.name(), finished);
        };
    }

    private static GrabAnswers.Answer refused(
            ProblemCode problem, @Nullable FinishedPacket finished) {
        return GrabAnswers.Answer.refused(problem.code(), finished);
    }
}
