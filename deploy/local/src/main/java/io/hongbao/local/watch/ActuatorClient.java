package io.hongbao.local.watch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks services on their management ports. */
public final class ActuatorClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration WORK_MAX = Duration.ofMinutes(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    /** Empty when it does not run, or tells nothing. */
    public Optional<JsonNode> ask(URI management, String path) {
        return answer(HttpRequest.newBuilder(management.resolve(path)).timeout(LIMIT));
    }

    /** Has it do something. Empty when it does not run, or did not do it. */
    public Optional<JsonNode> tell(URI management, String path, String json) {
        return answer(
                HttpRequest.newBuilder(management.resolve(path))
                        .timeout(WORK_MAX)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private Optional<JsonNode> answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() == HttpURLConnection.HTTP_OK
                    ? Optional.of(JSON.readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException | JacksonException tellsNothing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * The first value of a meter: of a gauge, or of a counter since the start.
     *
     * @param name and tags, as in {@code hongbao.consumer.lag?tag=group:balance-credits}
     */
    public Optional<Double> gauge(URI management, String name) {
        // What is not finite comes as text.
        return ask(management, "/actuator/metrics/" + name)
                .map(metric ->
                        Double.parseDouble(
                                metric.path("measurements").path(0).path("value").asString()));
    }

    @Override
    public void close() {
        client.close();
    }
}
