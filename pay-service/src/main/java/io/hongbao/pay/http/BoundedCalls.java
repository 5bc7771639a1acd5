package io.hongbao.pay.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP calls that end in time, whatever the other side does: the client's own limit ends with the
 * headers, and a body may trickle for ever.
 */
public final class BoundedCalls implements AutoCloseable {

    private final HttpClient client;
    private final Duration answerMax;

    /**
     * Makes a client of its own.
     *
     * @param answerMax from the call to the last byte of its answer
     */
    public BoundedCalls(Duration connectMax, Duration answerMax) {
        this.answerMax = answerMax;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectMax)
                        .build();
    }

    /** The answer; throws {@link IOException} when there is none in time. */
    public HttpResponse<String> send(HttpRequest request) throws IOException {
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("call failed", failure);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer in time");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
