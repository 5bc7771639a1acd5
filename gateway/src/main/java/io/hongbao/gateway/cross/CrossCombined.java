package io.hongbao.gateway.cross;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.calls.route.Route;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.call.UserCall;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Calls that cross among others with all that they say. One that says too much for that, that names
 * a card (a bank may have to be waited for), or that the service wants alone, is sent alone.
 */
final class CrossCombined {

    private static final String CARD = "\"card\"";

    /** Many of these must fit into one call to a service. */
    private static final int BODY_BYTES_MAX = 1_024;

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final Map<PublicOperation, CombineCalls<CombinedAnswers.Answer>> combined;
    private final CrossAlone alone;
    private final ChooseRoute routes;
    private final MintTicket mintTicket;
    private final RenderResponse answers;

    CrossCombined(
            Map<PublicOperation, CombineCalls<CombinedAnswers.Answer>> combined,
            CrossAlone alone,
            ChooseRoute routes,
            MintTicket mintTicket,
            RenderResponse answers) {
        this.combined = combined;
        this.alone = alone;
        this.routes = routes;
        this.mintTicket = mintTicket;
        this.answers = answers;
    }

    CompletableFuture<PublicResponse> cross(UserCall call) {
        long sinceNanos = System.nanoTime();
        Route route = routes.of(call);
        String ticket = mintTicket.mint(call);
        Optional<String> body = combinable(call);
        if (body.isEmpty()) {
            return alone.cross(call, route, ticket);
        }
        var item =
                new CombinedCall(
                        ticket,
                        call.headers().idempotencyKey(),
                        body.get().isEmpty() ? null : body.get());
        return Objects.requireNonNull(combined.get(call.operation()))
                .call(route, item)
                .thenCompose(given ->
                        given.status() == null
                                ? alone.cross(call, within(route, sinceNanos), ticket)
                                : CompletableFuture.completedFuture(answer(given)));
    }

    private static Route within(Route route, long sinceNanos) {
        Duration spent = Duration.ofNanos(System.nanoTime() - sinceNanos);
        return route.within(route.times().budget().minus(spent));
    }

    private PublicResponse answer(CombinedAnswers.Answer given) {
        int status = Objects.requireNonNull(given.status());
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of(status < 400 ? JSON : PROBLEM));
        if (given.location() != null) {
            headers.put("Location", List.of(given.location()));
        }
        if (given.retryAfter() != null) {
            headers.put("Retry-After", List.of(given.retryAfter()));
        }
        String body = given.body() == null ? "" : given.body();
        return answers.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of a call that may go among others: empty for a call without one. */
    private static Optional<String> combinable(UserCall call) {
        if (!call.isPlain() || call.body().length > BODY_BYTES_MAX) {
            return Optional.empty();
        }
        if (!call.operation().changes()) {
            return Optional.of("");
        }
        return call.body().length > 0 && call.headers().saysJson()
                ? text(call.body()).filter(text -> !text.contains(CARD))
                : Optional.empty();
    }

    /**
     * Of a body that is text. Control characters are no JSON, and would become six times as long
     * within the JSON of a batch.
     */
    private static Optional<String> text(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.chars().anyMatch(CrossCombined::isControl)
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static boolean isControl(int letter) {
        return letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t';
    }
}
