package io.hongbao.calls.send;

import io.hongbao.calls.send.CallResult.Failure;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.routing.Instance;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * The one HTTP client between processes: HTTP/1.1 over pooled connections. No thread waits for an
 * answer; futures complete on event loops, with a reply for whatever the network does.
 */
public final class InstanceClient implements AutoCloseable {

    /** Less than services keep idle connections (20 s), so that ours are never stale. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(15);

    private static final byte[] NOTHING = {};

    private final ConnectionProvider connections;
    private final HttpClient client;
    private final long answerBytesMax;
    private final ClockSkew skew;
    private final ToldLevels told;
    private final InstantSource clock;

    InstanceClient(CallSettings settings, ClockSkew skew, ToldLevels told, InstantSource clock) {
        this.skew = skew;
        this.told = told;
        this.clock = clock;
        answerBytesMax = settings.answerMax().toBytes();
        connections =
                ConnectionProvider.builder("instances")
                        .maxConnections(settings.connectionsMax())
                        .pendingAcquireTimeout(settings.connectMax())
                        .maxIdleTime(IDLE_MAX)
                        .lifo()
                        .build();
        client =
                HttpClient.create(connections)
                        .disableRetry(true)
                        .followRedirect(false)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectMax().toMillis()));
    }

    /** For calls whose bodies are streamed: the same connections and limits. */
    public HttpClient httpClient() {
        return client;
    }

    /**
     * Sends the call and takes the whole answer, which must be there {@code atMost} later. Our
     * services say 503 with a problem. Without one it is their container that says it: the instance
     * stops, and takes no more calls on connections that are still open.
     */
    public CompletableFuture<CallResult> call(Instance instance, Call call, Duration atMost) {
        return ask(instance, call, atMost)
                .thenApply(reply ->
                        reply instanceof Response answered && !answered.isOfService()
                                ? new Failure(CallFailure.BROKEN)
                                : reply);
    }

    /** As {@link #call}, and whatever was said is an answer. */
    public CompletableFuture<CallResult> ask(Instance instance, Call call, Duration atMost) {
        Instant sent = clock.instant();
        return client.headers(
                        headers -> {
                            call.headers().forEach(headers::set);
                            Deadline.headers(sent, atMost, headers::set);
                            if (call.body().length > 0) {
                                headers.set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
                            }
                        })
                .request(HttpMethod.valueOf(call.method()))
                .uri(instance.url() + call.target())
                .send(body(call))
                .response((response, body) ->
                        whole(body).map(bytes -> answered(instance, response, bytes, sent)))
                .single()
                .timeout(atMost)
                .onErrorResume(failure -> Mono.just(new Failure(CallFailure.of(failure))))
                .toFuture();
    }

    private static Mono<ByteBuf> body(Call call) {
        return call.body().length == 0
                ? Mono.empty()
                : ByteBufMono.fromSupplier(() -> Unpooled.wrappedBuffer(call.body()));
    }

    /** A whole body; fails when it is larger than answers may be. */
    public Mono<byte[]> whole(ByteBufFlux body) {
        var bytes = new AtomicLong();
        return ByteBufFlux.fromInbound(
                        body.<ByteBuf>handle((piece, sink) -> {
                            if (bytes.addAndGet(piece.readableBytes()) > answerBytesMax) {
                                sink.error(new IOException("answer is too large: bytes=" + bytes));
                            } else {
                                sink.next(piece);
                            }
                        }))
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(NOTHING);
    }

    private CallResult answered(
            Instance instance, HttpClientResponse response, byte[] body, Instant sent) {
        skew.measure(instance, response.responseHeaders(), sent, clock.instant());
        told.heard(instance, response.responseHeaders());
        return new Response(response.status().code(), response.responseHeaders(), body);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
