package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow and greedy clients, and clients that speak HTTP/2: what each of them may do. */
final class ClientsTest {

    private static final long LI = 1001;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;

    @SuppressWarnings("NullAway.Init") // every test begins with start()
    private RunningGateway gateway;

    private final CountDownLatch released = new CountDownLatch(1);

    private void start(String... settings) {
        gateway = new RunningGateway(directory, settings);
    }

    @AfterEach
    void stop() {
        released.countDown();
        gateway.close();
    }

    private OpenAnswers.Answer held(Ticket ticket) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OpenAnswers.Answer.opened(1, 0, null);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /v1/me/wallet HTTP/1.1\r\nHost: x\r\nX: ",
                "POST /v1/me/wallet/topups HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\nContent-Length: 9\r\n\r\n{",
            })
    void a_client_that_never_ends_its_request_is_ended(String beginning) throws IOException {
        start(
                "hongbao.gateway.connection.headers-max=300ms",
                "hongbao.gateway.connection.body-max=300ms");

        try (var socket = connect()) {
            write(socket, beginning.replace("TOKEN", "Bearer " + gateway.tokenOf(LI)));

            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void a_byte_now_and_then_prolongs_nothing() throws Exception {
        start("hongbao.gateway.connection.headers-max=500ms");

        try (var socket = connect()) {
            write(socket, "GET /v1/me/wallet HTTP/1.1\r\nHost: x\r\nX: ");

            Eventually.isTrue("ended", PATIENCE, () -> isRefused(socket));
        }
    }

    /** Sends one more byte. */
    private static boolean isRefused(Socket socket) {
        try {
            write(socket, "x");
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    @Test
    void a_connection_without_a_request_under_way_may_wait() throws Exception {
        start("hongbao.gateway.connection.headers-max=1ms");

        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3; i++) {
                var request =
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + gateway.port() + "/v1"))
                                .build();
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void a_user_is_refused_before_a_byte_of_the_body_is_there() throws IOException {
        start();

        try (var socket = connect()) {
            write(socket, "POST /v1/packets HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);

            assertThat(status).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void a_user_with_too_many_calls_under_way_waits_and_nobody_else_does() throws Exception {
        start("hongbao.gateway.door.user-calls-max=2");
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens = this::held;

        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningGateway.Got>> held = new ArrayList<>();
            for (int i = 1; i <= 2; i++) {
                int each = i;
                held.add(users.submit(() -> gateway.open(packet, LI).send()));
                Eventually.isTrue(
                        "under way",
                        PATIENCE,
                        () -> gateway.ownerOf(packet).received().size() == each);
            }
            var refused = gateway.get("/v1/me/wallet").as(LI).send();
            var other = gateway.get("/v1/me/wallet").as(LI + 1).send();
            released.countDown();

            assertThat(refused.problem()).isEqualTo("429 too_many_requests");
            assertThat(other.status()).isEqualTo(200);
            for (var answer : held) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            assertThat(gateway.get("/v1/me/wallet").as(LI).send().status()).isEqualTo(200);
        }
    }

    @Test
    void a_user_who_grabs_and_opens_more_often_than_people_do_is_refused() {
        start("hongbao.gateway.door.user-visits-per-second=1");
        OrderNumber packet = gateway.newPacket();
        assertThat(gateway.grab(packet, LI).send().status()).isEqualTo(200);

        RunningGateway.Got refused;
        do {
            // A slow machine may have rested long enough for one more.
            refused = gateway.open(packet, LI).send();
        } while (refused.status() == 200);

        assertThat(refused.problem()).isEqualTo("429 too_many_requests");
        assertThat(gateway.get("/v1/me/wallet").as(LI).send().status()).isEqualTo(200);
        assertThat(gateway.open(packet, LI + 1).send().status()).isEqualTo(200);
    }

    @Test
    void a_client_that_the_balancer_names_has_no_more_calls_under_way_than_it_may()
            throws Exception {
        start(
                "hongbao.gateway.door.client-header=X-Forwarded-For",
                "hongbao.gateway.door.client-calls-max=1");
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens = this::held;

        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    users.submit(() ->
                            gateway.open(packet, LI)
                                    .header("X-Forwarded-For", "made up, 10.0.0.1")
                                    .send());
            Eventually.isTrue(
                    "under way", PATIENCE, () -> !gateway.ownerOf(packet).received().isEmpty());
            var second =
                    gateway.get("/v1/me/wallet").as(LI + 1).header("X-Forwarded-For", "10.0.0.1");
            var other =
                    gateway.get("/v1/me/wallet").as(LI + 1).header("X-Forwarded-For", "10.0.0.2");

            assertThat(second.send().problem()).isEqualTo("429 too_many_requests");
            assertThat(other.send().status()).isEqualTo(200);
            released.countDown();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.send().status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_has_no_more_connections_than_it_may() throws Exception {
        start("hongbao.gateway.connection.per-address-max=2");

        try (var first = connect();
                var second = connect()) {
            // Event loops take connections at the same time: without it the second may be the
            // third.
            for (Socket each : List.of(first, second)) {
                write(each, "GET /v1 HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(isEnded(each)).isFalse();
            }

            Eventually.isTrue("the third is ended", PATIENCE, this::isOneTooMany);
            first.close();

            Eventually.isTrue("another one is served", PATIENCE, () -> !isOneTooMany());
            assertThat(second.isClosed()).isFalse();
        }
    }

    private boolean isOneTooMany() {
        try (var socket = connect()) {
            write(socket, "GET /v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return isEnded(socket);
        } catch (IOException ended) {
            return true;
        }
    }

    @Test
    void behind_a_balancer_the_address_is_what_the_proxy_protocol_says() throws Exception {
        start(
                "hongbao.gateway.connection.proxy-protocol=true",
                "hongbao.gateway.connection.per-address-max=1");

        try (var first = connect();
                var other = connect();
                var second = connect()) {
            assertThat(statusOf(first, "10.0.0.1")).isEqualTo("HTTP/1.1 404");
            assertThat(statusOf(other, "10.0.0.2")).isEqualTo("HTTP/1.1 404");
            assertThat(statusOf(second, "10.0.0.1")).isEmpty();
        }
    }

    private static String statusOf(Socket socket, String address) throws IOException {
        write(
                socket,
                String.format(
                        Locale.ROOT,
                        "PROXY TCP4 %s 10.9.9.9 1 80\r\nGET /v1 HTTP/1.1\r\nHost: x\r\n\r\n",
                        address));
        try {
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        } catch (SocketException ended) {
            return "";
        }
    }

    @Test
    void a_body_that_breaks_after_the_client_was_told_to_go_on_gets_a_problem() throws Exception {
        start();

        try (var socket = connect()) {
            write(
                    socket,
                    "POST /v1/packets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + gateway.tokenOf(LI)
                            + "\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
            assertThat(
                            new String(
                                    socket.getInputStream().readNBytes(25),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            write(socket, "no length\r\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("invalid_request");
        }
    }

    @Test
    void an_open_under_way_survives_a_graceful_stop() throws Exception {
        start();
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens = this::held;

        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var open = users.submit(() -> gateway.open(packet, LI).send());
            Eventually.isTrue(
                    "under way", PATIENCE, () -> gateway.ownerOf(packet).received().size() == 1);
            var stop = users.submit(gateway::stopGracefully);
            Eventually.isTrue("no new connection is taken", PATIENCE, this::isOneTooMany);
            released.countDown();

            assertThat(open.get().status()).isEqualTo(200);
            stop.get();
        }
    }

    /** Users' and operators'. What Spring Boot makes by itself was seen to stop without end. */
    @Test
    void both_servers_await_their_shutdown() {
        start();

        assertThat(gateway.webServers)
                .extracting(server -> server.getClass().getSimpleName())
                .containsExactly("AwaitShutdown", "AwaitShutdown");
    }

    /** More calls that wait than there are event loops, by far. */
    @Test
    void calls_that_wait_hold_up_nobody() throws Exception {
        start("hongbao.gateway.door.user-calls-max=1000");
        OrderNumber slow = gateway.newPacket();
        gateway.ownerOf(slow).opens = this::held;

        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningGateway.Got>> held = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long user = LI + i;
                held.add(users.submit(() -> gateway.open(slow, user).send()));
            }
            Eventually.isTrue(
                    "under way", PATIENCE, () -> !gateway.ownerOf(slow).received().isEmpty());

            for (int i = 0; i < 50; i++) {
                assertThat(gateway.get("/v1/me/wallet").as(LI).send().status()).isEqualTo(200);
            }
            released.countDown();
            for (var answer : held) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void limits_that_let_nobody_in_are_refused_at_the_start() {
        start();

        assertThatThrownBy(() ->
                        new RunningGateway(directory, "hongbao.gateway.connection.body-max=0s"))
                .hasRootCauseMessage(
                        "must be > 0: hongbao.gateway.connection.headers-max=PT10S, body-max=PT0S;"
                                + " >= 0: per-address-max=0");
    }
}
