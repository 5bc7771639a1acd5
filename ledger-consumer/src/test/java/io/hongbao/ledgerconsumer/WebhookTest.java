package io.hongbao.ledgerconsumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledgerconsumer.webhook.TestReceiver;
import io.hongbao.ledgerconsumer.webhook.TestReceiver.Reaction;
import io.hongbao.ledgerconsumer.webhook.TestReceiver.Received;
import io.hongbao.servers.KafkaServer;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is started, with two wallet shards and a product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

    private static final byte[] SECRET = "a secret of the webhook, 32 bytes".getBytes(UTF_8);
    private static final UserId SENDER = new UserId(2001);
    private static final UserId LI = new UserId(2040);
    private static final UserId WANG = new UserId(2051);

    private final TestReceiver product = new TestReceiver(SECRET);
    private final HttpClient client = HttpClient.newHttpClient();
    private KafkaServer kafka;
    private ConsumerSuite suite;

    @BeforeAll
    void prepare(@TempDir Path directory) {
        kafka = KafkaServer.start(directory.resolve("kafka"));
        suite = new ConsumerSuite(directory, kafka.bootstrapServers());
    }

    @AfterAll
    void close() {
        suite.close();
        kafka.kill();
        product.close();
        client.close();
    }

    private ConfigurableApplicationContext startWithUrl() {
        return suite.start(
                "--hongbao.webhook.url=" + product.url(),
                "--hongbao.webhook.secret=" + Base64.getEncoder().encodeToString(SECRET));
    }

    private HttpResponse<String> call(
            ConfigurableApplicationContext service, String method, String body)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getProperty("local.management.port");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/webhook"))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode shard(HttpResponse<String> answer, int index) {
        return JsonMapper.shared().readTree(answer.body()).path("shards").path(index);
    }

    @Test
    void credits_are_posted_while_the_product_hangs_and_told_when_it_is_back() throws Exception {
        var without = suite.start();
        suite.publish(suite.paidPacket(SENDER, 1_00, 1).open(LI, 1_00).events());
        suite.requireConservation();
        JsonNode off = shard(call(without, "GET", ""), 0);
        assertThat(off.path("state").asString()).isEqualTo("off");
        // What the command of deploy/local reads.
        assertThat(off.propertyNames())
                .containsExactlyInAnyOrder(
                        "shard",
                        "state",
                        "since",
                        "replayingSince",
                        "waiting",
                        "lastAnswer",
                        "lastAnswerAt");
        suite.stop();
        Instant since = Instant.parse("2026-11-20T00:00:00Z");

        product.reacts(Reaction.NEVER_ANSWERS);
        var service = startWithUrl();
        Eventually.passes(
                "on in both shards",
                ConsumerSuite.PATIENCE,
                () -> {
                    assertThat(shard(call(service, "GET", ""), 0).path("state").asString())
                            .isEqualTo("enabled");
                    assertThat(shard(call(service, "GET", ""), 1).path("state").asString())
                            .isEqualTo("enabled");
                });
        suite.publish(suite.paidPacket(SENDER, 2_00, 2).open(LI, 50).open(WANG, 1_50).events());
        suite.requireConservation();
        assertThat(suite.balance(LI)).contains(1_50L);
        assertThat(suite.balance(WANG)).contains(1_50L);
        Eventually.isTrue(
                "the product hangs", ConsumerSuite.PATIENCE, () -> !product.received().isEmpty());
        assertThat(product.taken()).isEmpty();
        Eventually.passes(
                "what waits is seen",
                ConsumerSuite.PATIENCE,
                () -> {
                    JsonNode waiting = shard(call(service, "GET", ""), 1).path("waiting");
                    assertThat(waiting.path("notifications").asInt()).isPositive();
                    assertThat(waiting.path("oldest").asString()).startsWith("20");
                });

        product.reacts(Reaction.TAKES);
        Eventually.passes(
                "what was told since it is on",
                ConsumerSuite.PATIENCE,
                () -> assertThat(ids()).contains("2040-2", "2051-1").doesNotContain("2040-1"));

        assertThat(call(service, "POST", "{\"since\":\"" + since + "\"}").statusCode())
                .isEqualTo(200);
        Eventually.passes(
                "what was told before, too",
                ConsumerSuite.PATIENCE,
                () -> assertThat(ids()).contains("2040-1"));
        assertThat(product.forged()).isEmpty();
        assertThat(call(service, "POST", "{\"since\":\"yesterday\"}"))
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(refused.body())
                            .isEqualTo(
                                    "{\"refused\":\"must be a time like 2026-11-21T04:00:00Z: since\"}");
                });
        assertThat(call(service, "DELETE", "").statusCode()).isEqualTo(400);
        assertThat(
                        service.getBean(MeterRegistry.class)
                                .get("hongbao.webhook.delivers")
                                .tag("shard", "wallet-0")
                                .gauge()
                                .value())
                .isEqualTo(1);
        suite.stop();

        var again = suite.start();
        Eventually.passes(
                "it is on, and nobody delivers",
                ConsumerSuite.PATIENCE,
                () -> {
                    var metrics = again.getBean(MeterRegistry.class);
                    assertThat(metrics.get("hongbao.webhook.on").gauges())
                            .allMatch(gauge -> gauge.value() == 1);
                    assertThat(metrics.get("hongbao.webhook.delivers").gauges())
                            .allMatch(gauge -> gauge.value() == 0);
                });
        assertThat(call(again, "DELETE", "").statusCode()).isEqualTo(200);
        assertThat(shard(call(again, "GET", ""), 1).path("state").asString()).isEqualTo("off");
    }

    private List<String> ids() {
        return product.taken().stream().map(Received::id).toList();
    }
}
