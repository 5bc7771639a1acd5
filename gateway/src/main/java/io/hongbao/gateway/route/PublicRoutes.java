package io.hongbao.gateway.route;

import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.serving.problem.ProblemBody;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.Optional;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The public paths. What is not here does not exist. */
final class PublicRoutes {

    private static final String OPEN = "/v1/packets/{packetId}/open";
    private static final String GRAB = "/v1/packets/{packetId}/grab";
    private static final String PACKETS = "/v1/packets";
    private static final String PACKET = "/v1/packets/{packetId}";
    private static final String PAYMENT = "/v1/packets/{packetId}/payment";
    private static final String OWN_PACKETS = "/v1/me/packets";
    private static final String WALLET = "/v1/me/wallet";
    private static final String TOP_UPS = "/v1/me/wallet/topups";
    private static final String DEV_TOKENS = "/v1/dev/tokens";

    private final GuardCall guard;
    private final Combined combined;
    private final Proxied proxied;
    private final Optional<DevTokens> devTokens;
    private final Answers answers;

    PublicRoutes(
            GuardCall guard,
            Combined combined,
            Proxied proxied,
            Optional<DevTokens> devTokens,
            Answers answers) {
        this.guard = guard;
        this.combined = combined;
        this.proxied = proxied;
        this.devTokens = devTokens;
        this.answers = answers;
    }

    /** The most frequent first: they are tried in this order. */
    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes =
                GatewayRouterFunctions.route("hongbao")
                        .POST(GRAB, guard.guard(Operation.GRAB, combined::grab))
                        .POST(OPEN, guard.guard(Operation.OPEN, combined::open))
                        .GET(PACKET, guard.guard(Operation.VIEW_PACKET, proxied::viewPacket))
                        .POST(PACKETS, guard.guard(Operation.WRAP, proxied::wrap))
                        .POST(PAYMENT, own(Operation.PAY, true))
                        .GET(PAYMENT, own(Operation.VIEW_PAYMENT, true))
                        .GET(WALLET, own(Operation.VIEW_WALLET, false))
                        .GET(OWN_PACKETS, own(Operation.LIST_PACKETS, false))
                        .POST(TOP_UPS, own(Operation.TOP_UP, false));
        only(routes, "POST", GRAB, OPEN, PACKETS, TOP_UPS);
        only(routes, "GET", PACKET, WALLET, OWN_PACKETS);
        only(routes, "GET, POST", PAYMENT);
        devTokens.ifPresent(tokens -> {
            routes.POST(DEV_TOKENS, guard.open(tokens::mint));
            only(routes, "POST", DEV_TOKENS);
        });
        return routes.route(all(), this::unknown).build();
    }

    private HandlerFunction<ServerResponse> own(Operation operation, boolean ofPacket) {
        return guard.guard(
                operation, ofPacket ? proxied.packetPayment(operation) : proxied.own(operation));
    }

    private void only(RouterFunctions.Builder routes, String allowed, String... paths) {
        for (String path : paths) {
            routes.route(path(path), request -> wrongMethod(request, allowed));
        }
    }

    private ServerResponse wrongMethod(ServerRequest request, String allowed) {
        return answers.problem(
                ProblemBody.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "must be %s: method=%s".formatted(allowed, request.method())),
                Map.of(HttpHeaders.ALLOW, allowed));
    }

    /** Paths that are not there, and what the container itself refused. */
    private ServerResponse unknown(ServerRequest request) {
        Object status = request.servletRequest().getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answers.problem(
                switch (status) {
                    case null -> ProblemBody.of(ProblemCode.NOT_FOUND, "must be a path of the API");
                    case Integer code when code < 500 ->
                            ProblemBody.of(
                                    ProblemCode.INVALID_REQUEST, "must be a request of HTTP");
                    default ->
                            ProblemBody.of(
                                    ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
                });
    }
}
