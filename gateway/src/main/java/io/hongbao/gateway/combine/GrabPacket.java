package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.GrabAnswers;
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
import java.util.Optional;
import java.util.function.Supplier;

/** Says what is left of a packet for a user: from memory when it is finished. Changes nothing. */
public final class GrabPacket {

    private final CombineCalls<GrabAnswers.Answer> calls;
    private final FinishedPackets finished;

    GrabPacket(CombineCalls<GrabAnswers.Answer> calls, FinishedPackets finished) {
        this.calls = calls;
        this.finished = finished;
    }

    /** The state for this user; a refusal is thrown as the problem that a client is told. */
    public String grab(OrderNumber packet, UserId user, Lineup lineup, Supplier<String> ticket) {
        Optional<Standing> standing = finished.standing(packet, user);
        if (standing.isPresent()) {
            return state(standing.get());
        }
        GrabAnswers.Answer answer = calls.call(lineup, Words.of(ticket.get()));
        finished.remember(packet, answer.finished());
        if (answer.problem() != null) {
            throw Refusals.of(answer.problem());
        }
        if (answer.state() == null) {
            throw new IllegalStateException("must have a state or a problem: " + packet);
        }
        return answer.state();
    }

    private static String state(Standing standing) {
        return switch (standing) {
            case Opened _ -> "OPENED";
            case NotARecipient _ -> throw Refusals.of(ProblemCode.NOT_A_RECIPIENT.code());
            case TooLate _ -> "FINISHED";
        };
    }
}
