package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances leave, die and come, SETs are added: users notice nothing, and calls go elsewhere. */
final class FollowedFleetTest {

    private static final long LI = 1001;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        // As a real gateway, but for who is only slow.
        gateway =
                new RunningGateway(
                        directory, "hongbao.fleet.probe-interval=2s", "hongbao.fleet.probe-max=2s");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_leaving_instance_gets_no_more_calls_and_its_return_is_noticed() {
        OrderNumber packet = gateway.newPacket();
        FakeService owner = gateway.ownerOf(packet);

        owner.ready = false;

        Eventually.isTrue("noticed", PATIENCE, () -> !asks(owner, packet));
        owner.ready = true;
        Eventually.isTrue("noticed", PATIENCE, () -> asks(owner, packet));
    }

    @Test
    void a_dead_instance_costs_no_user_an_answer_and_soon_no_repeat_either() {
        OrderNumber packet = gateway.newPacket();
        FakeService owner = gateway.ownerOf(packet);

        owner.goAway();

        assertThat(gateway.open(packet, LI).send().status()).isEqualTo(200);
        Eventually.isTrue("noticed", PATIENCE, () -> live("packet-service") == 1);
        long repeated = repeated();
        assertThat(gateway.open(packet, LI + 1).send().status()).isEqualTo(200);
        assertThat(gateway.grab(packet, LI + 2).send().status()).isEqualTo(200);
        assertThat(repeated()).isEqualTo(repeated);
    }

    /** Tomcat, once it stops: a 503 that is none of our problems, on connections still open. */
    @Test
    void what_a_stopping_container_refuses_is_served_by_another_instance() {
        FakeService owner = gateway.walletOf(LI);
        owner.calls =
                call -> new FakeService.Given(503, Map.of("Connection", "close"), new byte[0]);

        var wallet = gateway.get("/v1/me/wallet").as(LI).send();

        assertThat(wallet.status()).isEqualTo(200);
        assertThat(RunningGateway.fake(gateway.payServices, "slot-01", 1).received()).hasSize(1);
    }

    @Test
    void a_changed_catalogue_counts_without_a_restart_and_a_mistake_in_it_does_not()
            throws IOException {
        assertThat(wraps("before")).isEqualTo(201);
        Path file = directory.resolve("sets.yaml");
        String sets = Files.readString(file);

        Files.writeString(file, sets.replace("\"001\"", "\"000\""));
        assertThat(wraps("mistaken")).isEqualTo(201);
        Files.writeString(file, sets.replaceFirst("weight: 100}", "weight: 0}"));

        Eventually.isTrue("followed", PATIENCE, () -> allWrapsGoTo("001"));
        assertThat(wraps("after")).isEqualTo(201);
    }

    private boolean allWrapsGoTo(String set) {
        var times = new CallTimes(PATIENCE, PATIENCE);
        return IntStream.range(0, 20)
                .mapToObj(i -> new IdempotencyKey("key-" + i))
                .allMatch(key ->
                        gateway.bean(Routes.class)
                                .ofWrap(new UserId(LI), key, times)
                                .scope()
                                .equals(set));
    }

    private int wraps(String key) {
        return gateway.post("/v1/packets")
                .as(LI)
                .header("Idempotency-Key", key)
                .json("{\"kind\":\"LUCKY\"}")
                .send()
                .status();
    }

    private boolean asks(FakeService service, OrderNumber packet) {
        service.forget();
        assertThat(gateway.grab(packet, LI).send().status()).isEqualTo(200);
        return !service.received().isEmpty();
    }

    private double live(String service) {
        return gateway.bean(MeterRegistry.class)
                .get("hongbao.fleet.live")
                .tag("service", service)
                .gauge()
                .value();
    }

    private long repeated() {
        return (long)
                gateway.bean(MeterRegistry.class).get("hongbao.calls.repeated").counter().count();
    }
}
