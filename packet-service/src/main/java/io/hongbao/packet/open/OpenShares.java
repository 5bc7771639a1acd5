package io.hongbao.packet.open;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.OpenAnswers.Answer;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.call.ItemKind;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.state.OpenedShare;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens shares in the lanes of their packets. */
final class OpenShares implements ItemKind<OpenOutcome, Answer> {

    @Override
    public CompletableFuture<OpenOutcome> begin(
            SetHandle set, OrderNumber packet, UserId user, Instant deadline) {
        return set.lanes().submit(new PacketCommand.Open(packet, user), deadline);
    }

    @Override
    public Answer answer(
            OpenOutcome outcome, SetHandle set, UserId user, @Nullable FinishedPacket finished) {
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

    private static Answer opened(OpenedShare share, @Nullable FinishedPacket finished) {
        return Answer.opened(share.amount().fen(), share.openedAt().toEpochMilli(), finished);
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
