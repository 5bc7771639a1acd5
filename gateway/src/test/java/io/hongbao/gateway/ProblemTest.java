package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, the client gets application/problem+json with a code. */
final class ProblemTest {

    private static final int BODY_MAX = 64 * 1024;

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/packets/",
                "/v1/packets/x/open/",
                "/v1/packets/x/close",
                "/v2/packets",
                "/error",
                "/actuator",
                "/actuator/health",
                "/internal/v1/opens",
                "/favicon.ico",
                "/v1/me",
                "/v1/packets//open",
            })
    void a_path_that_is_not_of_the_api_is_not_found(String path) {
        assertThat(gateway.get(path).as(1001).send().problem()).isEqualTo("404 not_found");
        assertThat(gateway.post(path).send().problem()).isEqualTo("404 not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /v1/packets              | POST
                    DELETE | /v1/packets              | POST
                    POST   | /v1/packets/x            | GET, HEAD
                    PUT    | /v1/packets/x            | GET, HEAD
                    GET    | /v1/packets/x/open       | POST
                    GET    | /v1/packets/x/grab       | POST
                    DELETE | /v1/packets/x/payment    | GET, HEAD, POST
                    POST   | /v1/me/packets           | GET, HEAD
                    POST   | /v1/me/wallet            | GET, HEAD
                    PATCH  | /v1/me/wallet/topups     | POST
                    GET    | /v1/dev/tokens           | POST
                    OPTIONS| /v1/packets              | POST
                    """)
    void another_method_is_refused_with_those_allowed(String method, String path, String allowed)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build();

        var answer = RunningGateway.checked(gateway.http.send(request, BodyHandlers.ofString()));

        assertThat(answer.problem()).isEqualTo("405 method_not_allowed");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/packets/<x> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/%2fopen HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/../../x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/%5c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/packets/x;y=%0a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET\r\nHost: x\r\n\r\n",
                "\u0001\u0002\u0003\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\nConnection: close\r\n\r\n",
                "POST /v1/packets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
                "POST /v1/packets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "POST /v1/packets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "POST /v1/packets HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n",
            })
    void what_is_not_http_is_answered_with_a_problem(String request) throws IOException {
        assertIsProblem(RawHttp.send(gateway.port(), request));
    }

    @Test
    void a_header_that_is_too_long_is_answered_with_a_problem() throws IOException {
        assertIsProblem(
                RawHttp.send(
                        gateway.port(),
                        String.format(
                                Locale.ROOT,
                                "GET / HTTP/1.1\r\nHost: x\r\nX: %s\r\nConnection: close\r\n\r\n",
                                "x".repeat(70_000))));
    }

    private static void assertIsProblem(String answer) {
        assertThat(answer).contains("Content-Type: application/problem+json");
        assertThat(answer).containsPattern("\"code\":\"[a-z_]+\"");
        assertThat(answer).doesNotContain("<html", "Tomcat", "exception");
    }

    @Test
    void a_body_of_the_limit_is_read() {
        String body = "{" + " ".repeat(BODY_MAX - 2) + "}";

        assertThat(gateway.open(gateway.newPacket(), 1001).json(body).send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {BODY_MAX + 1, 3_000_000, 12_000_000})
    void a_body_over_the_limit_is_read_to_its_end_and_refused(int length) {
        String body = " ".repeat(length);

        var answer = gateway.post("/v1/packets").as(1001).json(body).send();

        assertThat(answer.problem()).isEqualTo("413 body_too_large");
    }

    @Test
    void a_body_over_the_limit_is_refused_when_its_length_is_not_announced() throws Exception {
        var body = new ByteArrayInputStream(new byte[3_000_000]);
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway.port() + "/v1/packets"))
                        .header("Authorization", "Bearer " + gateway.tokenOf(1001))
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build();

        var answer = RunningGateway.checked(gateway.http.send(request, BodyHandlers.ofString()));

        assertThat(answer.problem()).isEqualTo("413 body_too_large");
    }
}
