package io.hongbao.gateway.cross;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.hongbao.calls.send.CallProblems;
import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.NoAnswer;
import io.hongbao.calls.send.Reply.Answered;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.call.Answer;
import io.hongbao.gateway.call.Answers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final byte[] NOTHING = new byte[0];

    private final Candidates candidates;
    private final Answers answers;
    private final JsonMapper json;
    private final InstantSource clock;

    FollowRoute(Candidates candidates, Answers answers, JsonMapper json, InstantSource clock) {
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
    private static final class NotAnswered extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final NoAnswer reason;

        NotAnswered(NoAnswer reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        RoutedCall routed = RoutedRequest.callOf(exchange);
        long untilNanos = System.nanoTime() + routed.route().times().budget().toNanos();
        Instance owner = candidates.first(routed.route());
        Duration attempt = routed.route().times().attempt();
        return attempt(exchange, chain, routed, owner, attempt, null)
                .onErrorResume(
                        NotAnswered.class,
                        first -> again(exchange, chain, routed, owner, first.reason, untilNanos))
                .onErrorResume(fault -> write(exchange, routed, answers.of(fault)));
    }

    private Mono<Void> again(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            RoutedCall routed,
            Instance tried,
            NoAnswer reason,
            long untilNanos) {
        Duration left = Duration.ofNanos(untilNanos - System.nanoTime());
        Optional<Instance> next =
                left.isPositive()
                        ? candidates.next(routed.route(), tried, reason)
                        : Optional.empty();
        if (next.isEmpty()) {
            return Mono.error(CallProblems.nobody());
        }
        Duration attempt = routed.route().times().attempt();
        return attempt(
                        exchange,
                        chain,
                        routed,
                        next.get(),
                        left.compareTo(attempt) < 0 ? left : attempt,
                        reason)
                .onErrorMap(NotAnswered.class, _ -> CallProblems.nobody());
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            RoutedCall routed,
            Instance instance,
            Duration atMost,
            @Nullable NoAnswer earlier) {
        exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
        exchange.getAttributes()
                .put(GATEWAY_REQUEST_URL_ATTR, URI.create(instance.url() + routed.call().target()));
        Deadline.headers(clock.instant(), atMost, routed.headers()::set);
        return chain.filter(exchange)
                .timeout(atMost)
                .onErrorMap(fault -> new NotAnswered(NoAnswer.of(fault)))
                .then(Mono.defer(() -> answered(exchange, routed, earlier)))
                .doOnError(
                        NotAnswered.class,
                        silent ->
                                candidates.notAnswered(
                                        instance, routed.route().scope(), silent.reason));
    }

    /** Nothing is left to do for a good answer: it is streamed when all filters are through. */
    private Mono<Void> answered(
            ServerWebExchange exchange, RoutedCall routed, @Nullable NoAnswer earlier) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        HttpClientResponse received = exchange.getRequiredAttribute(CLIENT_RESPONSE_ATTR);
        for (String name : received.responseHeaders().names()) {
            if (received.status().code() >= PROBLEM_FROM
                    || !(Answers.isPassedOn(name) || isOfStream(name))) {
                headers.remove(name);
            }
        }
        if (received.status().code() < PROBLEM_FROM) {
            return Mono.empty();
        }
        Connection connection = exchange.getRequiredAttribute(CLIENT_RESPONSE_CONN_ATTR);
        exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR);
        return connection
                .inbound()
                .receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(NOTHING)
                .onErrorMap(fault -> new NotAnswered(NoAnswer.of(fault)))
                .flatMap(body ->
                        refused(
                                exchange,
                                routed,
                                new Answered(
                                        received.status().code(), received.responseHeaders(), body),
                                earlier));
    }

    /** Without it an answer of unknown length would end with its connection. */
    private static boolean isOfStream(String name) {
        return name.equalsIgnoreCase("Transfer-Encoding");
    }

    private Mono<Void> refused(
            ServerWebExchange exchange,
            RoutedCall routed,
            Answered refusal,
            @Nullable NoAnswer earlier) {
        if (!refusal.isOfService()) {
            return Mono.error(new NotAnswered(NoAnswer.BROKEN));
        }
        if (earlier != null && earlier.leavesDoubt() && refusal.mayStopBeingTrue(json)) {
            return Mono.error(CallProblems.inDoubt(ProblemCode.OVERLOADED));
        }
        return write(exchange, routed, answers.of(refusal));
    }

    private static Mono<Void> write(ServerWebExchange exchange, RoutedCall routed, Answer answer) {
        routed.outcome(answer.outcome());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().setContentLength(answer.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }
}
