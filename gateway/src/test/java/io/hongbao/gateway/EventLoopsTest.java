package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.gateway.api.PublicOperation;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpResources;

/** Whatever the gateway waits for, no event loop waits with it. */
@Timeout(120)
final class EventLoopsTest {

    /** Far longer than a loop needs for what else it has to do, far shorter than what is held. */
    private static final Duration PING_MAX = Duration.ofSeconds(10);

    private static final long LI = 1001;

    /** Of each operation, so that every loop has some. */
    private static final int CALLS = 4 * Runtime.getRuntime().availableProcessors();

    @TempDir private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory, "hongbao.gateway.door.user-calls-max=" + CALLS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void reset() {
        gateway.reset();
    }

    private static Stream<FakeService> services() {
        return Stream.concat(gateway.packetServices.stream(), gateway.payServices.stream());
    }

    private static RunningGateway.Call call(PublicOperation operation, long user) {
        String target =
                operation
                        .path()
                        .replaceAll(
                                "\\{(packet|moment)Id}", gateway.links.linkTo(gateway.newPacket()))
                        .replace("{card}", "card-1");
        RunningGateway.Call call = gateway.call(operation.method(), target).as(user);
        return operation.method().equals("POST")
                ? call.header("Idempotency-Key", "k").json("{}")
                : call;
    }

    private static void pingAll() throws Exception {
        var pongs = new ArrayList<Future<?>>();
        for (EventLoopGroup loops :
                List.of(
                        HttpResources.get().onServer(true),
                        HttpResources.get().onClient(true),
                        HttpResources.get().onServerSelect(true))) {
            for (EventExecutor loop : loops) {
                pongs.add(loop.submit(() -> {}));
            }
        }
        assertThat(pongs).hasSizeGreaterThanOrEqualTo(2);
        for (Future<?> pong : pongs) {
            pong.get(PING_MAX.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Tokens are the one thing that the gateway makes by itself. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MINT_TOKEN")
    void all_loops_go_on_while_services_hold_answers_back(PublicOperation operation)
            throws Exception {
        services().forEach(FakeService::becomeSilent);

        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<RunningGateway.Got>>();
            for (int i = 0; i < CALLS; i++) {
                long user = LI + i;
                answers.add(users.submit(() -> call(operation, user).send()));
            }
            try {
                do {
                    pingAll();
                } while (services().allMatch(service -> service.received().isEmpty()));
                pingAll();

                assertThat(answers).noneMatch(Future::isDone);
            } finally {
                services().forEach(FakeService::becomeWell);
            }
            for (var answer : answers) {
                answer.get();
            }
        }
    }

    @Test
    void all_loops_go_on_while_bodies_are_awaited() throws Exception {
        String beginning =
                "POST /v1/packets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + gateway.tokenOf(LI)
                        + "\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n";
        var clients = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CALLS; i++) {
                var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port());
                clients.add(client);
                client.setSoTimeout((int) PING_MAX.toMillis());
                client.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                assertThat(client.getInputStream().readNBytes(12))
                        .isEqualTo("HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII));
            }
            pingAll();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }
}
