package io.hongbao.gateway.cross;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.call.PacketAnswer;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.Memory;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.serving.problem.ProblemException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens packets, or grabs them: from memory when a packet is finished, else with many others. Of a
 * call nothing but its ticket crosses.
 */
final class AskPacket<A extends PacketAnswer> {

    private static final Logger log = LoggerFactory.getLogger(AskPacket.class);

    private final CombineCalls<A> calls;
    private final FinishedPackets finished;
    private final ChooseRoute routes;
    private final MintTicket mintTicket;
    private final AnswerForm<A> form;

    /**
     * How an answer reaches its user.
     *
     * @param remembered the answer of a packet that is finished, from what an open would get
     * @param members what a JSON object has beside {@code packetId}; nothing that needs an escape
     */
    record AnswerForm<A>(Function<OpenAnswers.Answer, A> remembered, Function<A, String> members) {}

    static final AnswerForm<OpenAnswers.Answer> OPEN =
            new AnswerForm<>(Function.identity(), AskPacket::share);
    static final AnswerForm<GrabAnswers.Answer> GRAB =
            new AnswerForm<>(AskPacket::grabOf, AskPacket::state);

    AskPacket(
            CombineCalls<A> calls,
            AnswerForm<A> form,
            FinishedPackets finished,
            ChooseRoute routes,
            MintTicket mintTicket) {
        this.calls = calls;
        this.form = form;
        this.finished = finished;
        this.routes = routes;
        this.mintTicket = mintTicket;
    }

    CompletableFuture<PublicResponse> ask(UserCall call) {
        boolean remembers = call.operation().memory() == Memory.FINISHED_PACKET;
        Optional<A> known =
                remembers
                        ? finished.find(call.requiredPacket(), call.user()).map(form.remembered())
                        : Optional.empty();
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(answer(call, known.get()));
        }
        return calls.call(routes.of(call), CombinedCall.of(mintTicket.mint(call)))
                .thenApply(given -> {
                    if (remembers) {
                        finished.remember(call.requiredPacket(), given.finished());
                    }
                    return answer(call, given);
                });
    }

    private PublicResponse answer(UserCall call, A given) {
        if (given.problem() != null) {
            throw refusal(given.problem());
        }
        return PublicResponse.ok(
                "{\"packetId\":\"" + call.link() + "\"," + form.members().apply(given) + "}");
    }

    /** A code that no service may send is our own fault, not the client's. */
    private static ProblemException refusal(String code) {
        ProblemCode problem = ProblemCode.of(code).orElse(ProblemCode.INTERNAL_ERROR);
        return switch (problem) {
            case UNAUTHENTICATED, INTERNAL_ERROR -> {
                log.error("item refused: code={}", code);
                yield ProblemException.of(
                        ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
            }
            default -> ProblemException.of(problem, problem.title());
        };
    }

    private static String share(OpenAnswers.Answer open) {
        return "\"amountFen\":"
                + Objects.requireNonNull(open.amountFen(), "must have an amount or a problem")
                + ",\"openedAt\":\""
                + Instant.ofEpochMilli(Objects.requireNonNull(open.openedAtMs()))
                + "\"";
    }

    private static String state(GrabAnswers.Answer grab) {
        return "\"state\":\""
                + Objects.requireNonNull(grab.state(), "must have a state or a problem")
                + "\"";
    }

    private static GrabAnswers.Answer grabOf(OpenAnswers.Answer open) {
        if (open.amountFen() != null) {
            return GrabAnswers.Answer.of("OPENED", null);
        }
        return ProblemCode.PACKET_FINISHED.code().equals(open.problem())
                ? GrabAnswers.Answer.of("FINISHED", null)
                : new GrabAnswers.Answer(null, open.problem(), null);
    }
}
