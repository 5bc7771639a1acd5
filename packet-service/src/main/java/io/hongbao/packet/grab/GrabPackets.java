package io.hongbao.packet.grab;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.GrabAnswers.Answer;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.call.ItemKind;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.state.PacketState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers grabs, from memory almost always. */
final class GrabPackets implements ItemKind<Optional<PacketState>, Answer> {

    @Override
    public CompletableFuture<Optional<PacketState>> begin(
            SetHandle set, OrderNumber packet, UserId user, Instant deadline) {
        return set.look(packet, deadline);
    }

    @Override
    public Answer answer(
            Optional<PacketState> packet,
            SetHandle set,
            UserId user,
            @Nullable FinishedPacket finished) {
        GrabOutcome outcome = GrabOutcome.of(packet, user, set.lanes().now());
        return switch (outcome) {
            case PACKET_NOT_FOUND -> refused(ProblemCode.PACKET_NOT_FOUND, finished);
            case PACKET_NOT_PAID -> refused(ProblemCode.PACKET_NOT_PAID, finished);
            case NOT_A_RECIPIENT -> refused(ProblemCode.NOT_A_RECIPIENT, finished);
            case OPENED, FINISHED, EXPIRED, OPENABLE -> Answer.of(outcome.name(), finished);
        };
    }

    private static Answer refused(ProblemCode problem, @Nullable FinishedPacket finished) {
        return Answer.refused(problem.code(), finished);
    }

    @Override
    public Answer refusal(ProblemCode problem) {
        return refused(problem, null);
    }

    @Override
    public @Nullable String problemOf(Answer answer) {
        return answer.problem();
    }
}
