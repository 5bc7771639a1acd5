package io.hongbao.gateway.cross;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.hongbao.calls.send.Attempts;
import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallProblems;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.RenderResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a call by a route of Spring Cloud Gateway: to the first candidate, and once more to the
 * next when that does not answer. What is answered is streamed; a refusal is read first, because
 * its code is measured, and after doubt it may not be told.
 */
final class FollowRoute implements GlobalFilter, Ordered {

    private static final int PROBLEM_FROM = 400;

    private final InstanceClient client;
    private final Candidates candidates;
    private final RenderResponse answers;
    private final JsonMapper json;
    private final InstantSource clock;

    FollowRoute(
            InstanceClient client,
            Candidates candidates,
            RenderResponse answers,
            JsonMapper json,
            InstantSource clock) {
        this.client = client;
        this.candidates = candidates;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /** After the filter that would take the URL from the route itself, before the call is sent. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    /** An instance did not answer. */
    private static final class NoResponseException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final CallFailure reason;

        NoResponseException(CallFailure reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        RouteContext routed = ServiceRequest.callOf(exchange);
        Attempts attempts = candidates.attempts(routed.route());
        return attempt(exchange, chain, attempts, attempts.first())
                .onErrorResume(fault -> write(exchange, answers.of(fault)));
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            Attempts attempts,
            Instance instance) {
        RouteContext routed = ServiceRequest.callOf(exchange);
        Duration atMost = attempts.attemptMax();
        exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
        exchange.getAttributes()
                .put(GATEWAY_REQUEST_URL_ATTR, URI.create(instance.url() + routed.call().target()));
        Deadline.headers(clock.instant(), atMost, routed.headers()::set);
        return chain.filter(exchange)
                .timeout(atMost)
                .onErrorMap(fault -> new NoResponseException(CallFailure.of(fault)))
                .then(Mono.defer(() -> answered(exchange, attempts)))
                .onErrorResume(
                        NoResponseException.class,
                        silent -> {
                            attempts.notAnswered(instance, silent.reason);
                            return attempts.next(instance, silent.reason)
                                    .map(next -> attempt(exchange, chain, attempts, next))
                                    .orElseGet(() -> Mono.error(CallProblems.nobody()));
                        });
    }

    /** Nothing is left to do for a good answer: it is streamed when all filters are through. */
    private Mono<Void> answered(ServerWebExchange exchange, Attempts attempts) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        HttpClientResponse received = exchange.getRequiredAttribute(CLIENT_RESPONSE_ATTR);
        for (String name : received.responseHeaders().names()) {
            if (received.status().code() >= PROBLEM_FROM
                    || !(RenderResponse.isPassedOn(name) || isOfStream(name))) {
                headers.remove(name);
            }
        }
        if (received.status().code() < PROBLEM_FROM) {
            ServiceRequest.callOf(exchange)
                    .outcome(PublicResponse.outcome(received.status().code()));
            return Mono.empty();
        }
        Connection connection = exchange.getRequiredAttribute(CLIENT_RESPONSE_CONN_ATTR);
        exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR);
        return client.whole(connection.inbound().receive())
                .onErrorMap(fault -> new NoResponseException(CallFailure.of(fault)))
                .map(body ->
                        new Response(received.status().code(), received.responseHeaders(), body))
                .flatMap(refusal -> refused(exchange, attempts, refusal));
    }

    /** Without it an answer of unknown length would end with its connection. */
    private static boolean isOfStream(String name) {
        return name.equalsIgnoreCase("Transfer-Encoding");
    }

    private Mono<Void> refused(ServerWebExchange exchange, Attempts attempts, Response refusal) {
        if (!refusal.isOfService()) {
            return Mono.error(new NoResponseException(CallFailure.BROKEN));
        }
        if (attempts.leavesDoubt() && refusal.mayStopBeingTrue(json)) {
            return Mono.error(CallProblems.inDoubt(ProblemCode.OVERLOADED));
        }
        return write(exchange, answers.of(refusal));
    }

    private static Mono<Void> write(ServerWebExchange exchange, PublicResponse answer) {
        ServiceRequest.callOf(exchange).outcome(answer.outcome());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().setContentLength(answer.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }
}
