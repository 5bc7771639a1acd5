package io.hongbao.local.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongbao.local.watch.WebhookClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookClientTest {

    /**
     * As {@code WebhookEndpoint} of the ledger consumer answers, which its own test holds to it.
     */
    private static final String ANSWER =
            """
            {"shards":[
              {"shard":"wallet-0","state":"disabled","since":"2026-11-22T04:00:00Z","replayingSince":null,
               "waiting":{"users":2,"notifications":3,"oldest":"2026-11-21T04:00:00Z"},
               "lastAnswer":"status 500","lastAnswerAt":"2026-11-22T03:59:59Z"},
              {"shard":"wallet-1","state":"enabled","since":null,"replayingSince":"2026-11-20T00:00:00Z",
               "waiting":{"users":0,"notifications":0,"oldest":null},"lastAnswer":null,"lastAnswerAt":null},
              {"shard":"wallet-2","state":"off","since":null,"replayingSince":null,"waiting":null,
               "lastAnswer":null,"lastAnswerAt":null}]}
            """;

    private final List<String> asked = new ArrayList<>();
    private HttpServer consumer;
    private WebhookClient client;
    private String answer = ANSWER;
    private int code = 200;

    @BeforeEach
    void start() throws IOException {
        consumer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        consumer.createContext("/actuator/webhook", this::handle);
        consumer.start();
        client =
                new WebhookClient(
                        URI.create("http://127.0.0.1:" + consumer.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        client.close();
        consumer.stop(0);
    }

    private void handle(HttpExchange call) throws IOException {
        asked.add(
                call.getRequestMethod()
                        + " "
                        + new String(call.getRequestBody().readAllBytes(), UTF_8));
        byte[] body = answer.getBytes(UTF_8);
        call.sendResponseHeaders(code, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Test
    void each_shard_is_a_line_and_a_disabled_one_is_not_good() {
        Answer seen = client.state();

        assertThat(seen.good()).isFalse();
        assertThat(seen.lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("SHARD "),
                        first ->
                                assertThat(first)
                                        .matches(
                                                "wallet-0 +disabled +3 2026-11-21T04:00:00Z +status"
                                                        + " 500 at 2026-11-22T03:59:59Z"),
                        note -> assertThat(note).isEqualTo("  disabled since 2026-11-22T04:00:00Z"),
                        second -> assertThat(second).matches("wallet-1 +enabled +0 - +-"),
                        note ->
                                assertThat(note)
                                        .isEqualTo(
                                                "  looks for what was told since 2026-11-20T00:00:00Z"),
                        third -> assertThat(third).matches("wallet-2 +off +- - +-"));
    }

    @Test
    void where_it_is_enabled_or_off_it_is_good_and_where_a_shard_is_away_it_is_not() {
        answer = ANSWER.replace("\"disabled\"", "\"enabled\"");
        assertThat(client.state().good()).isTrue();

        answer = ANSWER.replace("\"disabled\"", "\"unavailable\"");
        assertThat(client.state().good()).isFalse();
    }

    @Test
    void each_command_is_a_call_of_its_own() {
        client.state();
        client.replay(null);
        client.replay(Instant.parse("2026-11-21T04:00:00Z"));
        client.switchOff();

        assertThat(asked)
                .containsExactly(
                        "GET {}",
                        "POST {}",
                        "POST {\"since\":\"2026-11-21T04:00:00Z\"}",
                        "DELETE {}");
    }

    @Test
    void what_is_refused_or_not_answered_is_said() {
        code = 400;
        answer = "{\"refused\":\"must be without a URL\"}";
        assertThat(client.switchOff())
                .isEqualTo(new Answer(List.of("must be without a URL"), false));
        code = 500;
        assertThat(client.state())
                .isEqualTo(new Answer(List.of("the ledger consumer answers 500"), false));
        code = 200;
        answer = "no JSON";
        assertThat(client.state().lines().getFirst())
                .startsWith("no answer of the ledger consumer");
    }
}
