package io.hongbao.local.demo;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the public API, as an app would be one: told to come again, or that a packet is not
 * active yet just after it was paid, it makes the same call again for a while.
 */
final class GatewayClient {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ATTEMPTS_MAX = 100;
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(300);
    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final Map<Long, String> tokens = new HashMap<>();

    GatewayClient(URI gateway) {
        this.gateway = gateway;
    }

    JsonNode get(long user, String path) {
        return answer(request(path).header("Authorization", bearer(user)).GET(), 200);
    }

    JsonNode post(long user, String path, Map<String, ?> body, String idempotencyKey, int code) {
        return answer(
                request(path)
                        .header("Authorization", bearer(user))
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))),
                code);
    }

    JsonNode post(long user, String path, Map<String, ?> body) {
        return answer(
                request(path)
                        .header("Authorization", bearer(user))
                        .POST(
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body))),
                200);
    }

    private String bearer(long user) {
        return "Bearer "
                + tokens.computeIfAbsent(
                        user,
                        _ ->
                                answer(
                                                request("/v1/dev/tokens")
                                                        .POST(
                                                                BodyPublishers.ofString(
                                                                        String.format(
                                                                                Locale.ROOT,
                                                                                "{\"userId\":\"%d\"}",
                                                                                user))),
                                                200)
                                        .path("token")
                                        .asString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json");
    }

    private JsonNode answer(HttpRequest.Builder builder, int code) {
        HttpRequest request = builder.build();
        String call = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            for (int attempt = 1; attempt < ATTEMPTS_MAX && saysNotNow(response); attempt++) {
                Thread.sleep(BEFORE_NEXT_ATTEMPT);
                response = client.send(request, BodyHandlers.ofString());
            }
            if (response.statusCode() != code) {
                throw new StartException(
                        String.format(
                                Locale.ROOT,
                                "%s answered %d instead of %d: %s",
                                call,
                                response.statusCode(),
                                code,
                                response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StartException("no answer to " + call + " (" + e + "); does the suite run?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    private static boolean saysNotNow(HttpResponse<String> response) {
        return COME_AGAIN.contains(response.statusCode())
                || response.body().contains("\"" + ProblemCode.PACKET_NOT_PAID.code() + "\"");
    }
}
