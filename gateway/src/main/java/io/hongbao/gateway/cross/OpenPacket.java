package io.hongbao.gateway.cross;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.call.Answer;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.gateway.finished.Standing;
import io.hongbao.gateway.finished.Standing.NotARecipient;
import io.hongbao.gateway.finished.Standing.Opened;
import io.hongbao.gateway.finished.Standing.TooLate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens a packet for a user: from memory when it is finished, else with many others. */
final class OpenPacket {

    private final CombineCalls<OpenAnswers.Answer> calls;
    private final FinishedPackets finished;
    private final RouteOf routes;
    private final MintTicket mintTicket;

    OpenPacket(
            CombineCalls<OpenAnswers.Answer> calls,
            FinishedPackets finished,
            RouteOf routes,
            MintTicket mintTicket) {
        this.calls = calls;
        this.finished = finished;
        this.routes = routes;
        this.mintTicket = mintTicket;
    }

    /** The user's share, now or from before. */
    CompletableFuture<Answer> open(UserCall call) {
        OrderNumber packet = call.requiredPacket();
        Optional<Standing> standing = finished.standing(packet, call.user());
        if (standing.isPresent()) {
            return CompletableFuture.completedFuture(answer(call.link(), standing.get()));
        }
        return calls.call(routes.of(call), CombinedCall.of(mintTicket.mint(call)))
                .thenApply(given -> answer(call.link(), packet, given));
    }

    private Answer answer(String link, OrderNumber packet, OpenAnswers.Answer given) {
        finished.remember(packet, given.finished());
        if (given.problem() != null) {
            throw Refusals.of(given.problem());
        }
        if (given.amountFen() == null || given.openedAtMs() == null) {
            throw new IllegalStateException("must have an amount or a problem: " + packet);
        }
        return answer(link, given.amountFen(), given.openedAtMs());
    }

    private static Answer answer(String link, Standing standing) {
        return switch (standing) {
            case Opened(var amountFen, var openedAtMs) -> answer(link, amountFen, openedAtMs);
            case NotARecipient _ -> throw Refusals.of(ProblemCode.NOT_A_RECIPIENT.code());
            case TooLate _ -> throw Refusals.of(ProblemCode.PACKET_FINISHED.code());
        };
    }

    /** Put together by hand, as the one of a grab: nothing in it can need an escape. */
    private static Answer answer(String link, long amountFen, long openedAtMs) {
        return Answer.ok(
                "{\"packetId\":\""
                        + link
                        + "\",\"amountFen\":"
                        + amountFen
                        + ",\"openedAt\":\""
                        + Instant.ofEpochMilli(openedAtMs)
                        + "\"}");
    }
}
