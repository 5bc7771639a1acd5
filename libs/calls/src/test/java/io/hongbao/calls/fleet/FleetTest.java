package io.hongbao.calls.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.send.TestClients;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.servers.FreePort;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real instances on real ports, asked every 50 ms. */
class FleetTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PROBE = Duration.ofMillis(50);

    /** Who is well may answer slowly. */
    private Duration answerMax = PATIENCE;

    @TempDir private Path directory;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<AutoCloseable> closing = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }

    @Test
    void who_is_gone_at_the_start_is_known_when_the_start_returns() throws IOException {
        Instance well = new Served().instance;
        Instance gone = nobody();

        LiveInstances live = started(new Served().instance, well, gone);

        assertThat(live.now()).hasSize(2).contains(well).doesNotContain(gone);
        assertThat(registry.get("hongbao.fleet.live").gauge().value()).isEqualTo(2);
    }

    @Test
    void a_leaving_instance_is_noticed_and_so_is_its_return() throws IOException {
        var leaving = new Served();
        Instance staying = new Served().instance;
        LiveInstances live = started(leaving.instance, staying);

        leaving.status = 503;
        eventually("it is out", () -> live.now().equals(List.of(staying)));

        leaving.status = 204;
        eventually("it is back", () -> live.now().size() == 2);
    }

    @Test
    void whoever_listens_hears_answers_and_silence_of_this_service_alone() throws IOException {
        var well = new Served();
        Instance gone = nobody();
        var heard = new ConcurrentHashMap<Instance, ReadyAnswer>();
        var settings =
                new FleetSettings(
                        null,
                        "a",
                        null,
                        List.of(new Served().instance),
                        List.of(well.instance, gone),
                        2,
                        PROBE,
                        PROBE);

        started(settings, (instance, result) -> heard.put(instance, ReadyAnswer.of(result)));

        assertThat(heard)
                .containsOnly(
                        entry(well.instance, ReadyAnswer.READY), entry(gone, ReadyAnswer.REFUSED));
        well.status = 503;
        eventually("it leaves", () -> heard.get(well.instance) == ReadyAnswer.NOT_READY);
    }

    @Test
    void an_instance_that_hangs_is_noticed_and_delays_no_news_of_others() throws IOException {
        var leaving = new Served();
        Instance staying = new Served().instance;
        Instance hung = hung();
        // Long enough for the others, most of the time; the start waits for it.
        answerMax = Duration.ofSeconds(1);
        LiveInstances live = started(leaving.instance, staying, hung);
        eventually(
                "the hung one is out", () -> live.now().equals(List.of(leaving.instance, staying)));

        leaving.status = 503;

        eventually("it is out", () -> live.now().equals(List.of(staying)));
    }

    @Test
    void the_file_is_followed_and_a_mistake_in_it_changes_nothing() throws IOException {
        var first = new Served();
        var second = new Served();
        Path file = directory.resolve("fleet.yaml");
        write(file, first.instance);
        LiveInstances live = started(settings(file));
        assertThat(live.now()).containsExactly(first.instance);

        Files.writeString(file, "packet-service: much\n");
        Files.writeString(file, "packet-service: [\n");
        write(file, first.instance, second.instance);

        eventually("the second is there", () -> live.now().size() == 2);
        write(file, second.instance);
        eventually("the first is gone", () -> live.now().equals(List.of(second.instance)));
        Files.delete(file);
        first.status = 503;
        second.status = 503;
        eventually(
                "nobody is ready", () -> registry.get("hongbao.fleet.live").gauge().value() == 0);
        assertThat(live.now()).containsExactly(second.instance);
    }

    @Test
    void a_mistake_at_the_start_stops_it() throws IOException {
        Path file = Files.writeString(directory.resolve("fleet.yaml"), "packet-service: []\n");

        assertThatThrownBy(() -> started(settings(file)))
                .hasMessageContaining("fleet.yaml, line 1: must have at least one of");
    }

    @Test
    void an_instance_that_is_not_listed_does_not_start() {
        Fleet fleet = fleetOf("http://127.0.0.1:8081/", at(8081), at(8181));

        assertThatThrownBy(() -> fleet.ofOwn(FleetService.PACKET_SERVICE))
                .hasMessage(
                        "must be the url of a listed packet-service:"
                                + " hongbao.fleet.self=http://127.0.0.1:8081/"
                                + " listed=[http://127.0.0.1:8081, http://127.0.0.1:8181]");
    }

    @Test
    void an_instance_that_is_listed_and_one_without_a_name_start() {
        Fleet listed = fleetOf("http://127.0.0.1:8181", at(8081), at(8181));
        Fleet nameless = fleetOf(null, at(8081));
        Fleet ofNoList = fleetOf("http://127.0.0.1:8081");

        assertThat(listed.ofOwn(FleetService.PACKET_SERVICE).now()).hasSize(2);
        assertThat(nameless.ofOwn(FleetService.PACKET_SERVICE).now()).hasSize(1);
        assertThat(ofNoList.ofOwn(FleetService.PACKET_SERVICE).now()).isEmpty();
    }

    /** It asks nobody. */
    private Fleet fleetOf(@Nullable String self, Instance... listed) {
        var settings =
                new FleetSettings(self, "a", null, List.of(listed), List.of(), 2, PROBE, PROBE);
        var client = TestClients.client(registry);
        closing.add(client);
        return new Fleet(
                settings,
                new AskReady(client, answerMax),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @Test
    void a_file_and_lists_are_two_truths_and_refused() {
        assertThatThrownBy(() ->
                        new FleetSettings(
                                null,
                                "a",
                                directory,
                                List.of(nobody()),
                                List.of(),
                                2,
                                PROBE,
                                PROBE))
                .hasMessageContaining("must be one of hongbao.fleet.file and lists");
    }

    private LiveInstances started(Instance... listed) {
        return started(settings(null, listed));
    }

    private LiveInstances started(FleetSettings settings) {
        return started(settings, (_, _) -> {});
    }

    private LiveInstances started(FleetSettings settings, ReadyListener ofPayServices) {
        var client = TestClients.client(registry);
        var askReady = new AskReady(client, answerMax);
        var fleet = new Fleet(settings, askReady, registry, Clock.systemUTC());
        LiveInstances live = fleet.of(FleetService.PACKET_SERVICE);
        fleet.listen(FleetService.PAY_SERVICE, ofPayServices);
        fleet.start();
        closing.add(client);
        closing.add(fleet::stop);
        return live;
    }

    private static FleetSettings settings(@Nullable Path file, Instance... listed) {
        return new FleetSettings(null, "a", file, List.of(listed), List.of(), 2, PROBE, PROBE);
    }

    private static void write(Path file, Instance... instances) throws IOException {
        var text = new StringBuilder("packet-service:\n");
        for (Instance instance : instances) {
            text.append("  - {url: \"").append(instance.url()).append("\", zone: a}\n");
        }
        Files.writeString(file, text + "pay-service: [{url: \"http://pay:1\", zone: a}]\n");
    }

    /** An instance that answers with a status of our choice. */
    private final class Served {

        volatile int status = 204;
        final Instance instance;

        Served() throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 50);
            server.createContext(
                    "/ready",
                    exchange -> {
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
            closing.add(() -> server.stop(0));
            instance = at(server.getAddress().getPort());
        }
    }

    /** It takes connections and says nothing. */
    private Instance hung() throws IOException {
        var socket = new ServerSocket(0, 50, loopback());
        closing.add(socket);
        return at(socket.getLocalPort());
    }

    private static Instance nobody() {
        return at(FreePort.next());
    }

    private static Instance at(int port) {
        return new Instance("http://127.0.0.1:" + port, "a");
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    private static void eventually(String what, Callable<Boolean> condition) {
        Eventually.isTrue(what, PATIENCE, condition);
    }
}
