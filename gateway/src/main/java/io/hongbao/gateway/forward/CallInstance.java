package io.hongbao.gateway.forward;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.gateway.forward.Reply.NoAnswer;
import io.hongbao.gateway.forward.Reply.Silence;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 call over pooled connections. Never throws for what the network does. */
public final class CallInstance implements AutoCloseable {

    private static final String PROBLEM = "application/problem+json";

    private final HttpClient client;
    private final long answerBytesMax;

    CallInstance(CallSettings settings) {
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connectMax())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
        answerBytesMax = settings.answerMax().toBytes();
    }

    /** Sends the call and waits for the whole answer, {@code atMost} so long. */
    public Reply call(Instance instance, OutgoingCall call, Duration atMost) {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(
                        request(instance, call),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), answerBytesMax));
        try {
            HttpResponse<byte[]> answer = response.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return isOfService(answer)
                    ? new Answered(answer.statusCode(), answer.headers(), answer.body())
                    : new NoAnswer(Silence.BROKEN);
        } catch (TimeoutException e) {
            return new NoAnswer(Silence.TIMED_OUT);
        } catch (ExecutionException e) {
            return new NoAnswer(silence(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoAnswer(Silence.TIMED_OUT);
        } finally {
            // Gives up the exchange, and its connection, unless it is complete.
            response.cancel(true);
        }
    }

    /**
     * Our services say 503 with a problem. Without one it is their container that says it: the
     * instance stops, and takes no more calls on connections that are still open.
     */
    private static boolean isOfService(HttpResponse<byte[]> answer) {
        return answer.statusCode() != ProblemCode.OVERLOADED.httpStatus()
                || answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith(PROBLEM))
                        .isPresent();
    }

    private static HttpRequest request(Instance instance, OutgoingCall call) {
        var request =
                HttpRequest.newBuilder(URI.create(instance.url() + call.target()))
                        .method(
                                call.method(),
                                call.body().length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private static Silence silence(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _, ConnectException _, UnresolvedAddressException _ ->
                    Silence.UNREACHABLE;
            case IOException _ -> Silence.BROKEN;
            case null, default -> throw new IllegalStateException("the HTTP client failed", cause);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
