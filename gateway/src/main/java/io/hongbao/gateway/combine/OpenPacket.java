package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.combine.Item.Words;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.gateway.finished.Standing;
import io.hongbao.gateway.finished.Standing.NotARecipient;
import io.hongbao.gateway.finished.Standing.Opened;
import io.hongbao.gateway.finished.Standing.TooLate;
import io.hongbao.gateway.forward.Lineup;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens a packet for a user: from memory when it is finished, else with many others. */
public final class OpenPacket {

    private final CombineCalls<OpenAnswers.Answer> calls;
    private final FinishedPackets finished;

    OpenPacket(CombineCalls<OpenAnswers.Answer> calls, FinishedPackets finished) {
        this.calls = calls;
        this.finished = finished;
    }

    /** The user's share of the packet. */
    public record Share(long amountFen, Instant openedAt) {}

    /** The share, now or from before; a refusal is thrown as the problem that a client is told. */
    public Share open(OrderNumber packet, UserId user, Lineup lineup, Supplier<String> ticket) {
        Optional<Standing> standing = finished.standing(packet, user);
        if (standing.isPresent()) {
            return share(standing.get());
        }
        OpenAnswers.Answer answer = calls.call(lineup, Words.of(ticket.get()));
        finished.remember(packet, answer.finished());
        if (answer.problem() != null) {
            throw Refusals.of(answer.problem());
        }
        if (answer.amountFen() == null || answer.openedAtMs() == null) {
            throw new IllegalStateException("must have an amount or a problem: " + packet);
        }
        return new Share(answer.amountFen(), Instant.ofEpochMilli(answer.openedAtMs()));
    }

    private static Share share(Standing standing) {
        return switch (standing) {
            case Opened(var amountFen, var openedAtMs) ->
                    new Share(amountFen, Instant.ofEpochMilli(openedAtMs));
            case NotARecipient _ -> throw Refusals.of(ProblemCode.NOT_A_RECIPIENT.code());
            case TooLate _ -> throw Refusals.of(ProblemCode.PACKET_FINISHED.code());
        };
    }
}
