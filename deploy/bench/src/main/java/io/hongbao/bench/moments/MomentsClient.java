package io.hongbao.bench.moments;

import io.hongbao.contracts.id.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What users of moments call, once each. Safe for many threads. */
final class MomentsClient implements AutoCloseable {

    /** Longer than the gateway ever waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final Map<UserId, String> tokens = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .connectTimeout(PATIENCE)
                    .build();

    MomentsClient(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * An answer.
     *
     * @param status 0 when there was none
     */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status == 200 || status == 201;
        }

        /** Whether it says nothing about what was asked: the same call may be told later. */
        boolean unclear() {
            return status == 0 || status == 202 || status == 429 || status == 503;
        }

        String text(String field) {
            return body.path(field).asString("");
        }

        String outcome() {
            return status == 0 ? "no answer" : (status + " " + text("code")).strip();
        }
    }

    /** Makes the user's token, so that no later call waits for it. */
    void introduce(UserId user) {
        tokens.computeIfAbsent(
                user,
                _ -> {
                    Answer answer =
                            send(
                                    request("/v1/dev/tokens")
                                            .POST(body(Map.of("userId", user.toString()))));
                    if (!answer.ok()) {
                        throw new IllegalStateException("no token: " + answer.outcome());
                    }
                    return answer.text("token");
                });
    }

    Answer post(UserId poster, String key, long fromFen, long toFen) {
        return send(
                of(poster, "/v1/moments")
                        .header("Idempotency-Key", key)
                        .POST(
                                body(
                                        Map.of(
                                                "fromFen",
                                                fromFen,
                                                "toFen",
                                                toFen,
                                                "text",
                                                "演习",
                                                "contentRef",
                                                key))));
    }

    Answer view(UserId viewer, String moment) {
        return send(of(viewer, "/v1/moments/" + moment + "/view").POST(BodyPublishers.noBody()));
    }

    Answer pay(UserId viewer, String moment, String payTicket, String card) {
        return send(
                of(viewer, "/v1/moments/" + moment + "/payment")
                        .POST(
                                body(
                                        Map.of(
                                                "payTicket",
                                                payTicket,
                                                "method",
                                                "BANK",
                                                "card",
                                                card))));
    }

    private HttpRequest.Builder of(UserId user, String path) {
        introduce(user);
        return request(path).header("Authorization", "Bearer " + tokens.get(user));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Map<String, ?> fields) {
        return BodyPublishers.ofString(JSON.writeValueAsString(fields));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException noAnswer) {
            return new Answer(0, MissingNode.getInstance());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, MissingNode.getInstance());
        }
    }

    private static JsonNode json(@Nullable String body) {
        try {
            return body == null || body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
