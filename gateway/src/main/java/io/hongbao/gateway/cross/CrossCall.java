package io.hongbao.gateway.cross;

import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.Memory;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.call.CallHeaders;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.stale.LastAnswers;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gets each call its answer, in the way that the table of operations says. */
public final class CrossCall {

    private final AskPacket<OpenAnswers.Answer> openPacket;
    private final AskPacket<GrabAnswers.Answer> grabPacket;
    private final ViewPacket viewPacket;
    private final CrossCombined combined;
    private final CrossAlone alone;
    private final AskRecords records;
    private final LastAnswers lastAnswers;
    private final Switches switches;
    private final ChooseRoute routes;
    private final MintTicket mintTicket;
    private final Optional<DevTokens> devTokens;

    CrossCall(
            AskPacket<OpenAnswers.Answer> openPacket,
            AskPacket<GrabAnswers.Answer> grabPacket,
            ViewPacket viewPacket,
            CrossCombined combined,
            CrossAlone alone,
            AskRecords records,
            LastAnswers lastAnswers,
            Switches switches,
            ChooseRoute routes,
            MintTicket mintTicket,
            Optional<DevTokens> devTokens) {
        this.openPacket = openPacket;
        this.grabPacket = grabPacket;
        this.viewPacket = viewPacket;
        this.combined = combined;
        this.alone = alone;
        this.records = records;
        this.lastAnswers = lastAnswers;
        this.switches = switches;
        this.routes = routes;
        this.mintTicket = mintTicket;
        this.devTokens = devTokens;
    }

    /** The answer; throws, or fails with, the problem that a client is told. */
    public CompletableFuture<PublicResponse> cross(UserCall call) {
        return switch (call.operation().crossing()) {
            case OPEN -> {
                requireNoBody(call);
                yield openPacket.ask(call);
            }
            case GRAB -> {
                requireNoBody(call);
                yield grabPacket.ask(call);
            }
            case COMBINED ->
                    call.operation().memory() == Memory.ENDED_DETAILS
                            ? viewPacket.view(call)
                            : forgetting(call, combined.cross(call));
            case ALONE -> {
                if (call.operation() == PublicOperation.VIEW_MOMENT) {
                    requireNoBody(call);
                }
                yield call.operation().changes()
                        ? forgetting(call, alone.cross(call))
                        : records.ask(call);
            }
            case ROUTE, HERE ->
                    throw new IllegalStateException("crosses otherwise: " + call.operation());
        };
    }

    /** Whatever became of it: the money may have moved. */
    private CompletableFuture<PublicResponse> forgetting(
            UserCall call, CompletableFuture<PublicResponse> answer) {
        return call.operation().movesMoney()
                ? answer.whenComplete((_, _) -> lastAnswers.forget(call.user()))
                : answer;
    }

    /**
     * What the dispatcher needs to send a call by a route of Spring Cloud Gateway. Throws a problem
     * when it is switched off.
     *
     * @param streams whether it is to be answered by server-sent events
     */
    public RouteContext route(UserCall call, boolean streams) {
        Switch function = call.operation().function();
        if (function != null) {
            switches.check(function);
        }
        return new RouteContext(call, routes.of(call), mintTicket.mint(call), streams);
    }

    /** Whether this gateway makes tokens for trying out. */
    public boolean mintsTokens() {
        return devTokens.isPresent();
    }

    /** The gateway's own answer to a call of anybody. */
    public PublicResponse here(CallHeaders headers, byte[] body) {
        return devTokens.orElseThrow().mint(headers, body);
    }

    /** There is nothing to say; an empty object says as much. */
    private static void requireNoBody(UserCall call) {
        if (call.body().length == 0) {
            return;
        }
        if (!call.headers().saysJson()) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "must be application/json, or no body");
        }
        String text = new String(call.body(), StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")
                || !text.endsWith("}")
                || !text.substring(1, text.length() - 1).isBlank()) {
            throw ProblemException.field("body", "must be empty, or {}");
        }
    }
}
