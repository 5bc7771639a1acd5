package io.hongbao.packet.open;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.packet.call.BatchItems;
import io.hongbao.packet.call.BatchItems.Permitted;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.TellFinished;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.OpenedShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens shares for many users at once: all are queued first, then all are waited for. */
final class OpenShares {

    private static final String OPERATION = "open";

    private final SetRouter sets;
    private final BatchItems items;
    private final MeasureCalls timed;

    OpenShares(SetRouter sets, BatchItems items, MeasureCalls timed) {
        this.sets = sets;
        this.items = items;
        this.timed = timed;
    }

    /** An item on its way; without an answer to wait for, {@code problem} says why. */
    private record Waiting(
            @Nullable Permitted permitted,
            @Nullable SetHandle set,
            @Nullable CompletableFuture<OpenOutcome> answer,
            @Nullable ProblemCode problem) {}

    OpenAnswers open(CombinedCalls call) {
        BatchItems.checkSize(call);
        Instant since = items.now();
        var waiting = new ArrayList<Waiting>(call.items().size());
        for (CombinedCalls.@Nullable Item item : call.items()) {
            waiting.add(submitSafely(item, call.sentAtMs(), since));
        }
        var answers = new ArrayList<OpenAnswers.Answer>(waiting.size());
        Set<OrderNumber> told = new HashSet<>();
        for (Waiting each : waiting) {
            OpenAnswers.Answer answer = answerSafely(each, told);
            timed.record(
                    OPERATION,
                    answer.problem() == null ? MeasureCalls.OK : answer.problem(),
                    since);
            answers.add(answer);
        }
        return new OpenAnswers(answers);
    }

    /** One item that fails unexpectedly fails no other. */
    private Waiting submitSafely(CombinedCalls.@Nullable Item item, long sentAtMs, Instant now) {
        try {
            return submit(item, sentAtMs, now);
        } catch (RuntimeException failure) {
            return new Waiting(null, null, null, LaneAnswers.codeOfItem(failure));
        }
    }

    private Waiting submit(CombinedCalls.@Nullable Item item, long sentAtMs, Instant now) {
        Optional<Permitted> permitted = items.permitted(item, sentAtMs, Operation.OPEN, now);
        if (permitted.isEmpty()) {
            return new Waiting(null, null, null, ProblemCode.UNAUTHENTICATED);
        }
        Permitted open = permitted.get();
        Optional<SetHandle> set = sets.find(open.packet().set());
        if (set.isEmpty()) {
            return new Waiting(open, null, null, ProblemCode.SET_UNAVAILABLE);
        }
        var answer =
                set.get()
                        .lanes()
                        .submit(
                                new PacketCommand.Open(open.packet(), open.user()),
                                open.deadline().at());
        return new Waiting(open, set.get(), answer, null);
    }

    private OpenAnswers.Answer answerSafely(Waiting waiting, Set<OrderNumber> told) {
        try {
            return answer(waiting, told);
        } catch (RuntimeException failure) {
            return refused(LaneAnswers.codeOfItem(failure), null);
        }
    }

    private OpenAnswers.Answer answer(Waiting waiting, Set<OrderNumber> told) {
        if (waiting.answer() == null || waiting.permitted() == null || waiting.set() == null) {
            ProblemCode problem = waiting.problem();
            return refused(problem == null ? ProblemCode.INTERNAL_ERROR : problem, null);
        }
        OpenOutcome outcome =
                LaneAnswers.await(
                        waiting.answer(), waiting.permitted().deadline().left(items.now()));
        FinishedPacket finished =
                TellFinished.once(waiting.set(), waiting.permitted().packet(), told);
        return switch (outcome) {
            case OpenOutcome.OpenedBefore(var share) -> opened(share, finished);
            case OpenOutcome.Opened(var share) -> opened(share, finished);
            case OpenOutcome.NotFound _ -> refused(ProblemCode.PACKET_NOT_FOUND, finished);
            case OpenOutcome.NotPaid _ -> refused(ProblemCode.PACKET_NOT_PAID, finished);
            case OpenOutcome.NotARecipient _ -> refused(ProblemCode.NOT_A_RECIPIENT, finished);
            case OpenOutcome.Finished _ -> refused(ProblemCode.PACKET_FINISHED, finished);
            case OpenOutcome.Expired _ -> refused(ProblemCode.PACKET_EXPIRED, finished);
        };
    }

    private static OpenAnswers.Answer opened(OpenedShare share, @Nullable FinishedPacket finished) {
        return OpenAnswers.Answer.opened(
                share.amount().fen(), share.openedAt().toEpochMilli(), finished);
    }

    private static OpenAnswers.Answer refused(
            ProblemCode problem, @Nullable FinishedPacket finished) {
        return OpenAnswers.Answer.refused(problem.code(), finished);
    }
}
