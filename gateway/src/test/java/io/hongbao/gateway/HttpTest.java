package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP as its standards have it: HEAD, OPTIONS, scripts of other sites, headers that are repeated.
 */
final class HttpTest {

    private static final long LI = 1001;
    private static final String ORIGIN = "https://chat.example.com";

    @TempDir private static Path directory;
    private static RunningGateway gateway;
    private static RunningGateway withCors;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory);
        withCors =
                new RunningGateway(
                        directory, "hongbao.gateway.door.cors-origins=https://*.example.com");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        withCors.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
        withCors.reset();
    }

    private static HttpRequest.Builder request(RunningGateway of, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of.port() + path));
    }

    private static HttpResponse<String> send(RunningGateway to, HttpRequest.Builder request)
            throws Exception {
        return to.http.send(request.build(), BodyHandlers.ofString());
    }

    private static String packet() {
        return "/v1/packets/" + gateway.links.linkTo(gateway.newPacket());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me/wallet", "/v1/me/packets", "PACKET", "PACKET/payment"})
    void a_head_is_answered_as_a_get_without_its_body(String path) throws Exception {
        String target = path.replace("PACKET", packet());
        String token = "Bearer " + gateway.tokenOf(LI);
        var get = send(gateway, request(gateway, target).header("Authorization", token).GET());

        String head =
                RawHttp.send(
                        gateway.port(),
                        String.format(
                                Locale.ROOT,
                                "HEAD %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nConnection: close\r\n\r\n",
                                target,
                                token));

        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(head)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase(
                        "content-length: "
                                + get.body().getBytes(StandardCharsets.UTF_8).length
                                + "\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void a_head_that_is_refused_has_no_body_either() throws IOException {
        String head =
                RawHttp.send(
                        gateway.port(),
                        "HEAD /v1/me/wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(head).startsWith("HTTP/1.1 401").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"/v1/me/wallet, 405", "/v1/packets, 405", "/v1/nothing, 404", "*, 400"})
    void options_are_a_method_as_any_other_and_no_site_may_call(String path, int status)
            throws IOException {
        String answer =
                RawHttp.send(
                        gateway.port(),
                        String.format(
                                Locale.ROOT,
                                """
                                OPTIONS %s HTTP/1.1\r
                                Host: x\r
                                Origin: %s\r
                                Access-Control-Request-Method: GET\r
                                Connection: close\r
                                \r
                                """,
                                path,
                                ORIGIN));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .doesNotContainIgnoringCase("access-control");
    }

    @Test
    void a_script_of_a_site_that_is_named_may_call() throws Exception {
        var asked =
                send(
                        withCors,
                        request(withCors, "/v1/me/wallet")
                                .header("Origin", ORIGIN)
                                .header("Access-Control-Request-Method", "GET")
                                .method("OPTIONS", BodyPublishers.noBody()));
        var called = withCors.get("/v1/me/wallet").as(LI).header("Origin", ORIGIN).send();
        var refused = withCors.get("/v1/me/wallet").header("Origin", ORIGIN).send();

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Content-Length")).isEmpty();
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET, HEAD");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Authorization, Content-Type, Idempotency-Key, If-None-Match");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(called.header("Vary")).isEqualTo("Origin");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "http://chat.example.com", "null"})
    void a_script_of_another_site_may_not(String origin) throws Exception {
        var asked =
                send(
                        withCors,
                        request(withCors, "/v1/me/wallet")
                                .header("Origin", origin)
                                .header("Access-Control-Request-Method", "GET")
                                .method("OPTIONS", BodyPublishers.noBody()));
        var called = withCors.get("/v1/me/wallet").as(LI).header("Origin", origin).send();

        assertThat(asked.statusCode()).isEqualTo(405);
        assertThat(called.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Idempotency-Key", "traceparent"})
    void a_header_that_means_one_thing_may_not_be_there_twice_even_where_it_means_nothing(
            String header) {
        var answer = gateway.post("/v1/dev/tokens").headerTwice(header).send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(answer.json().get("field").stringValue()).isEqualTo(header);
    }

    /** A request that waits behind another, and is answered at once when its turn comes. */
    @Test
    void a_connection_goes_on_after_a_request_that_waited_for_the_answer_before() throws Exception {
        String waits =
                "GET "
                        + packet()
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + gateway.tokenOf(LI)
                        + "\r\n\r\n";
        String atOnce = "GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n";

        try (var client = new RawHttp.Client(gateway.port())) {
            client.write(waits + atOnce);
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.status()).isEqualTo(404);
            client.write(atOnce);
            assertThat(client.status()).isEqualTo(404);
        }
    }
}
