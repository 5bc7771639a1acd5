package io.hongbao.serving.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.serving.SmallService;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class LeavingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whether_it_is_ready_is_told_without_a_ticket_and_without_a_word_more() throws Exception {
        try (var service = start("0s")) {
            var answer = http.send(request(service, "GET", "/ready"), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(status(service, "POST", "/ready")).isEqualTo(401);
            assertThat(status(service, "GET", "/ready/")).isEqualTo(401);
            assertThat(status(service, "GET", "/things")).isEqualTo(401);
        }
    }

    @Test
    void a_leaving_service_says_so_and_serves_on_and_then_listens_no_more() throws Exception {
        // As long as may be, so that it is seen on any machine.
        ConfigurableApplicationContext service = start("20s");
        URI port = URI.create("http://127.0.0.1:" + port(service));
        Thread closing = Thread.ofPlatform().start(service::close);

        Eventually.isTrue("it says so", PATIENCE, () -> status(port, "GET", "/ready") == 503);
        // Served as ever: there is no ticket.
        assertThat(status(port, "POST", "/things")).isEqualTo(401);
        assertThat(closing.isAlive()).isTrue();

        closing.interrupt();

        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(refuses(port)).isTrue();
    }

    @Test
    void leaving_ends_by_itself() throws Exception {
        ConfigurableApplicationContext service = start("100ms");
        URI port = URI.create("http://127.0.0.1:" + port(service));

        service.close();

        assertThat(refuses(port)).isTrue();
    }

    private boolean refuses(URI port) throws Exception {
        try {
            status(port, "GET", "/ready");
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException broken) {
            // The pooled connection, perhaps; a fresh one is refused.
            return refuses(port);
        }
    }

    private static ConfigurableApplicationContext start(String leaveWait) {
        return new SpringApplication(SmallService.class)
                .run(
                        "--spring.application.name=packet-service",
                        "--spring.profiles.active=local",
                        "--spring.config.import=classpath:hongbao-local.yaml",
                        "--server.port=0",
                        "--hongbao.serving.leave-wait=" + leaveWait);
    }

    private int status(ConfigurableApplicationContext service, String method, String path)
            throws Exception {
        return http.send(request(service, method, path), BodyHandlers.discarding()).statusCode();
    }

    private int status(URI service, String method, String path) throws Exception {
        return http.send(request(service, method, path), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest request(
            ConfigurableApplicationContext service, String method, String path) {
        return request(URI.create("http://127.0.0.1:" + port(service)), method, path);
    }

    private static HttpRequest request(URI service, String method, String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .method(method, BodyPublishers.noBody())
                .build();
    }

    private static String port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port");
    }
}
