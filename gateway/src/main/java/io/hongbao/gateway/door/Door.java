package io.hongbao.gateway.door;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.api.PublicPaths;
import io.hongbao.gateway.api.PublicPaths.PathMatch.MethodNotAllowed;
import io.hongbao.gateway.api.PublicPaths.PathMatch.NoMatch;
import io.hongbao.gateway.api.PublicPaths.PathMatch.OperationMatch;
import io.hongbao.gateway.call.CallHeaders;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.connection.MalformedRequest;
import io.hongbao.gateway.cross.CrossCall;
import io.hongbao.gateway.cross.RouteContext;
import io.hongbao.gateway.cross.ServiceRequest;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemBody;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * In front of Spring's dispatcher: finds what a call is for, and serves it, in this order:
 * measured, its problems rendered, its user authenticated, its body read, its ticket made, crossed,
 * answered. Refusing by tier belongs between authenticating and reading. Only calls that cross by a
 * route of Spring Cloud Gateway go on to the dispatcher. Never blocks: it runs on event loops.
 */
final class Door implements HttpHandler {

    /** Such an answer may not even say that it has no body. */
    private static final Set<Integer> BODILESS = Set.of(204, 304);

    /** Never seen by anybody. */
    private static final PublicResponse BROKEN_OFF =
            new PublicResponse(
                    400,
                    Map.of("Connection", List.of("close")),
                    new byte[0],
                    ActiveCall.BROKEN_OFF);

    private final PublicPaths paths;
    private final AdmitCall admit;
    private final CrossCall crossings;
    private final RenderResponse answers;
    private final OperationMetrics metrics;
    private final Cors cors;
    private final HttpHandler dispatcher;
    private final CallLimits limits;
    private final EndStreams endStreams;

    Door(
            PublicPaths paths,
            AdmitCall admit,
            CrossCall crossings,
            RenderResponse answers,
            OperationMetrics metrics,
            DoorSettings settings,
            EndStreams endStreams,
            HttpHandler dispatcher) {
        this.paths = paths;
        this.admit = admit;
        this.crossings = crossings;
        this.answers = answers;
        this.metrics = metrics;
        this.dispatcher = dispatcher;
        this.endStreams = endStreams;
        cors = new Cors(settings.corsOrigins(), settings.corsMaxAge());
        limits = new CallLimits(settings);
    }

    /** A call as Spring and as Reactor Netty see it. */
    private record Exchange(
            ServerHttpRequest request,
            ServerHttpResponse response,
            HttpServerRequest in,
            HttpServerResponse out) {}

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        var exchange =
                new Exchange(
                        request,
                        response,
                        ServerHttpRequestDecorator.getNativeRequest(request),
                        ServerHttpResponseDecorator.getNativeResponse(response));
        HttpServerRequest in = exchange.in();
        String origin = cors.allowedOrigin(in.requestHeaders());
        if (origin != null) {
            Cors.ofAnswer(origin).forEach(exchange.out().responseHeaders()::set);
        }
        String method = in.method().name();
        return switch (paths.find(method, path(in.uri()))) {
            case OperationMatch found ->
                    switch (found.operation().crossing()) {
                        case OPEN, GRAB, COMBINED -> serve(found, exchange);
                        case ALONE ->
                                streams(found.operation(), in)
                                        ? route(found, exchange)
                                        : serve(found, exchange);
                        case ROUTE -> route(found, exchange);
                        case HERE -> answerHere(found, exchange);
                    };
            case MethodNotAllowed(var allowed)
                    when origin != null && Cors.isPreflight(method, in.requestHeaders()) ->
                    write(exchange.out(), cors.preflight(allowed));
            case MethodNotAllowed(var allowed) ->
                    write(
                            exchange.out(),
                            answers.of(
                                    ProblemBody.of(
                                            ProblemCode.METHOD_NOT_ALLOWED,
                                            "must be " + allowed + ": method=" + method),
                                    Map.of("Allow", allowed)));
            case NoMatch() -> write(exchange.out(), nothing(in));
        };
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private PublicResponse nothing(HttpServerRequest in) {
        ProblemBody notHttp = MalformedRequest.problem(in);
        return notHttp == null
                ? answers.of(
                        ProblemBody.of(ProblemCode.NOT_FOUND, "must be a path of the API"),
                        Map.of())
                : answers.of(notHttp, Map.of("Connection", "close"));
    }

    private Mono<Void> serve(OperationMatch found, Exchange exchange) {
        var active = new ActiveCall(found.operation(), metrics, limits);
        CompletableFuture<PublicResponse> answer =
                begin(() -> admit.user(active, found, exchange.in()).thenCompose(crossings::cross))
                        .handle((given, fault) -> end(active, given, fault));
        return Mono.fromFuture(answer)
                .flatMap(given -> write(exchange.out(), given))
                .doOnCancel(() -> active.end(ActiveCall.BROKEN_OFF));
    }

    /** By the dispatcher, with a route of Spring Cloud Gateway. */
    private Mono<Void> route(OperationMatch found, Exchange exchange) {
        var active = new ActiveCall(found.operation(), metrics, limits);
        return Mono.fromFuture(begin(() -> admit.user(active, found, exchange.in())))
                .flatMap(call -> dispatch(call, active, exchange))
                .onErrorResume(fault -> write(exchange.out(), end(active, null, fault)))
                .doOnCancel(() -> active.end(ActiveCall.BROKEN_OFF));
    }

    private Mono<Void> dispatch(UserCall call, ActiveCall active, Exchange exchange) {
        boolean streams = call.operation().streams();
        if (streams) {
            active.enterStream();
        }
        RouteContext routed = crossings.route(call, streams);
        Mono<Void> answered =
                dispatcher.handle(
                        new ServiceRequest(exchange.request(), routed), exchange.response());
        return (streams ? Mono.firstWithSignal(answered, endStreams.asked()) : answered)
                .doOnSuccess(_ -> active.end(routed.outcome()));
    }

    /** Of a {@code HEAD} only the headers are wanted, and those of a page will do. */
    private static boolean streams(PublicOperation operation, HttpServerRequest in) {
        return operation.streams()
                && in.method().name().equals("GET")
                && CallHeaders.of(in.requestHeaders(), false).acceptsEvents();
    }

    /** By the gateway itself, for anybody. */
    private Mono<Void> answerHere(OperationMatch found, Exchange exchange) {
        var active = new ActiveCall(found.operation(), metrics, limits);
        CompletableFuture<PublicResponse> answer =
                begin(
                                () -> {
                                    var headers =
                                            CallHeaders.of(exchange.in().requestHeaders(), true);
                                    headers.checkSingle();
                                    return admit.body(exchange.in())
                                            .thenApply(body -> crossings.here(headers, body));
                                })
                        .handle((given, fault) -> end(active, given, fault));
        return Mono.fromFuture(answer).flatMap(given -> write(exchange.out(), given));
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private PublicResponse end(
            ActiveCall active, @Nullable PublicResponse given, @Nullable Throwable fault) {
        if (given != null) {
            active.end(given.outcome());
            return given;
        }
        Throwable cause =
                fault instanceof CompletionException && fault.getCause() != null
                        ? fault.getCause()
                        : Objects.requireNonNull(fault);
        if (cause instanceof CancellationException) {
            // While its body was read: nobody is there to be told.
            active.end(ActiveCall.BROKEN_OFF);
            return BROKEN_OFF;
        }
        PublicResponse answer = answers.of(cause);
        active.end(answer.outcome());
        return answer;
    }

    private static Mono<Void> write(HttpServerResponse out, PublicResponse answer) {
        out.status(answer.status());
        HttpHeaders headers = out.responseHeaders();
        answer.headers().forEach(headers::add);
        if (!BODILESS.contains(answer.status())) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        return out.sendObject(Unpooled.wrappedBuffer(answer.body())).then();
    }
}
