package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.contracts.key.SecretKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts signed events to the product. Safe for use by many threads. */
final class WebhookReceiver implements AutoCloseable {

    /** Nobody reads an answer; a longer one is a failure. */
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final URI url;
    private final String keyId;
    private final SecretKey key;
    private final Duration answerMax;
    private final InstantSource clock;
    private final HttpClient client;

    WebhookReceiver(URI url, WebhookSettings settings, InstantSource clock) {
        this.url = url;
        keyId = settings.keyId();
        key = settings.key();
        answerMax = settings.answerMax();
        this.clock = clock;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectMax())
                        .build();
    }

    /**
     * Posts once, within {@code answer-max}.
     *
     * @return why it is not delivered, at most 64 ASCII characters; empty when the receiver
     *     answered 2xx
     */
    Optional<String> post(byte[] body) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(
                        request(body),
                        BodyHandlers.limiting(BodyHandlers.discarding(), ANSWER_BYTES_MAX));
        try {
            int code = answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return code / 100 == 2 ? Optional.empty() : Optional.of("status " + code);
        } catch (TimeoutException _) {
            return Optional.of("no answer in time");
        } catch (ExecutionException _) {
            return Optional.of(answer.exceptionNow().getClass().getSimpleName());
        } finally {
            // Also of a body that never ends; of an answer that is there it changes nothing.
            answer.cancel(true);
        }
    }

    private HttpRequest request(byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Hongbao-Timestamp", timestamp)
                .header("Hongbao-Key", keyId)
                .header("Hongbao-Signature", signature(key, timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** As {@code docs/WEBHOOK.md} says. */
    static String signature(SecretKey key, String timestamp, byte[] body) {
        byte[] before = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[before.length + body.length];
        System.arraycopy(before, 0, signed, 0, before.length);
        System.arraycopy(body, 0, signed, before.length, body.length);
        return "v1=" + HexFormat.of().formatHex(key.mac(signed));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
