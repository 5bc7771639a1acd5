package io.hongbao.gateway.cross;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.call.Answer;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.gateway.finished.Standing;
import io.hongbao.gateway.finished.Standing.NotARecipient;
import io.hongbao.gateway.finished.Standing.Opened;
import io.hongbao.gateway.finished.Standing.TooLate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says what is left of a packet for a user: from memory when it is finished. Changes nothing. */
final class GrabPacket {

    private final CombineCalls<GrabAnswers.Answer> calls;
    private final FinishedPackets finished;
    private final RouteOf routes;
    private final MintTicket mintTicket;

    GrabPacket(
            CombineCalls<GrabAnswers.Answer> calls,
            FinishedPackets finished,
            RouteOf routes,
            MintTicket mintTicket) {
        this.calls = calls;
        this.finished = finished;
        this.routes = routes;
        this.mintTicket = mintTicket;
    }

    /** The state for this user. */
    CompletableFuture<Answer> grab(UserCall call) {
        OrderNumber packet = call.requiredPacket();
        Optional<Standing> standing = finished.standing(packet, call.user());
        if (standing.isPresent()) {
            return CompletableFuture.completedFuture(answer(call.link(), state(standing.get())));
        }
        return calls.call(routes.of(call), CombinedCall.of(mintTicket.mint(call)))
                .thenApply(given -> answer(call.link(), packet, given));
    }

    private Answer answer(String link, OrderNumber packet, GrabAnswers.Answer given) {
        finished.remember(packet, given.finished());
        if (given.problem() != null) {
            throw Refusals.of(given.problem());
        }
        if (given.state() == null) {
            throw new IllegalStateException("must have a state or a problem: " + packet);
        }
        return answer(link, given.state());
    }

    private static String state(Standing standing) {
        return switch (standing) {
            case Opened _ -> "OPENED";
            case NotARecipient _ -> throw Refusals.of(ProblemCode.NOT_A_RECIPIENT.code());
            case TooLate _ -> "FINISHED";
        };
    }

    private static Answer answer(String link, String state) {
        return Answer.ok("{\"packetId\":\"" + link + "\",\"state\":\"" + state + "\"}");
    }
}
