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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a ledger consumer on its management port about the webhook. */
public final class WebhookClient implements AutoCloseable {

    /** Each shard has its own limits, which are shorter together. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String ROW = "%-12s %-12s %12s %-26s %s";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public WebhookClient(URI management) {
        endpoint = management.resolve("/actuator/webhook");
    }

    /**
     * For people.
     *
     * @param good whether it was done, in every shard, and none of them is disabled
     */
    public record Answer(List<String> lines, boolean good) {}

    public Answer state() {
        return ask("GET", Map.of());
    }

    /** {@code since}: from when on everything is delivered again; null for nothing of it. */
    public Answer replay(@Nullable Instant since) {
        return ask("POST", since == null ? Map.of() : Map.of("since", since.toString()));
    }

    public Answer switchOff() {
        return ask("DELETE", Map.of());
    }

    private Answer ask(String method, Map<String, String> body) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case HttpURLConnection.HTTP_OK -> answer(JSON.readTree(answer.body()));
                case HttpURLConnection.HTTP_BAD_REQUEST ->
                        bad(JSON.readTree(answer.body()).path("refused").asString("refused"));
                default -> bad("the ledger consumer answers " + answer.statusCode());
            };
        } catch (IOException | JacksonException failure) {
            return bad("no answer of the ledger consumer: " + failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return bad("interrupted");
        }
    }

    private static Answer bad(String why) {
        return new Answer(List.of(why), false);
    }

    private static Answer answer(JsonNode body) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT, ROW, "SHARD", "STATE", "WAITING", "SINCE", "LAST ANSWER"));
        boolean good = true;
        for (JsonNode shard : body.path("shards")) {
            String state = shard.path("state").asString("");
            good &= state.equals("enabled") || state.equals("off");
            lines.add(
                    String.format(
                            Locale.ROOT,
                            ROW,
                            shard.path("shard").asString(""),
                            state,
                            text(shard.at("/waiting/notifications")),
                            text(shard.at("/waiting/oldest")),
                            lastAnswer(shard)));
            note(shard, "since", "disabled since ", lines);
            note(shard, "replayingSince", "looks for what was told since ", lines);
        }
        return new Answer(lines, good);
    }

    private static String lastAnswer(JsonNode shard) {
        String at = shard.path("lastAnswerAt").asString("");
        return at.isEmpty() ? "-" : shard.path("lastAnswer").asString("") + " at " + at;
    }

    private static void note(JsonNode shard, String field, String what, List<String> lines) {
        String value = shard.path(field).asString("");
        if (!value.isEmpty()) {
            lines.add("  " + what + value);
        }
    }

    private static String text(JsonNode value) {
        String text = value.asString("");
        return text.isEmpty() ? "-" : text;
    }

    @Override
    public void close() {
        client.close();
    }
}
