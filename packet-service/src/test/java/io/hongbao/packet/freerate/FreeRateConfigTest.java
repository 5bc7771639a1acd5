package io.hongbao.packet.freerate;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.fleet.FleetConfig;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.catalogue.WatchedRuntime;
import io.hongbao.contracts.overload.PaymentTrouble;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Two packet services that follow two pay services over HTTP. */
class FreeRateConfigTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private final PayInstance one;
    private final PayInstance other;
    private WatchedRuntime runtime;

    FreeRateConfigTest() throws IOException {
        one = new PayInstance();
        other = new PayInstance();
    }

    /** It tells a level of our choice. */
    private static final class PayInstance {

        final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
        volatile int level;

        PayInstance() throws IOException {
            server.createContext(
                    "/ready",
                    exchange -> {
                        exchange.getResponseHeaders()
                                .set(PaymentTrouble.HEADER, Integer.toString(level));
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }
    }

    @BeforeEach
    void follow() {
        runtime =
                WatchedRuntime.read(
                        directory.resolve("runtime.yaml"),
                        Duration.ofMillis(20),
                        Clock.systemUTC());
        runtime.watch();
    }

    @AfterEach
    void stop() {
        one.server.stop(0);
        other.server.stop(0);
        runtime.close();
    }

    private ApplicationContextRunner packetService() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SendConfig.class, FleetConfig.class))
                .withUserConfiguration(FreeRateConfig.class)
                .withBean(SimpleMeterRegistry.class)
                .withBean(JsonMapper.class, JsonMapper::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(WatchedRuntime.class, () -> runtime)
                .withPropertyValues(
                        "hongbao.fleet.pay-service[0].url=" + one.url(),
                        "hongbao.fleet.pay-service[0].zone=a",
                        "hongbao.fleet.pay-service[1].url=" + other.url(),
                        "hongbao.fleet.pay-service[1].zone=b");
    }

    /** All answer this, and show it. */
    private static void awaitPercent(int percent, ApplicationContext... services) {
        int partsPerMillion = percent * FreeRate.ALL / 100;
        for (ApplicationContext service : services) {
            Eventually.isTrue(
                    percent + " % are free",
                    PATIENCE,
                    () ->
                            service.getBean(FreeRate.class).partsPerMillion() == partsPerMillion
                                    && shown(service) == partsPerMillion);
        }
    }

    private static long shown(ApplicationContext service) {
        double rate =
                service.getBean(MeterRegistry.class)
                        .get("hongbao.moments.free.rate")
                        .gauge()
                        .value();
        return Math.round(rate * FreeRate.ALL);
    }

    @Test
    void two_packet_services_follow_what_pay_services_tell_and_agree() {
        packetService()
                .run(left ->
                        packetService()
                                .run(right -> {
                                    awaitPercent(10, left, right);

                                    for (int level : List.of(6, 10, 4, 0)) {
                                        one.level = level;
                                        other.level = level;
                                        awaitPercent(10 + 9 * level, left, right);
                                    }

                                    one.level = 2;
                                    awaitPercent(19, left, right);
                                }));
    }

    @Test
    void a_pay_service_that_is_killed_counts_for_a_while_and_all_of_them_for_ever() {
        packetService()
                .run(service -> {
                    awaitPercent(10, service);
                    one.server.stop(0);
                    awaitPercent(55, service);
                    awaitPercent(10, service);

                    other.server.stop(0);
                    awaitPercent(100, service);
                });
    }

    @Test
    void an_operator_forces_the_rate_whatever_the_payments() {
        packetService()
                .run(service -> {
                    one.level = 10;
                    other.level = 10;
                    awaitPercent(100, service);

                    force("0.25");
                    awaitPercent(25, service);
                    Files.delete(directory.resolve("runtime.yaml"));
                    awaitPercent(100, service);
                });
    }

    private void force(String rate) throws IOException {
        Files.writeString(
                directory.resolve("runtime.yaml"),
                "moments: {free-rate: {rate: " + rate + ", because: a feast}}\n");
    }
}
