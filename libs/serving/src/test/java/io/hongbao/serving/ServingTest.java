package io.hongbao.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.serving.key.KeySettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;

class ServingTest extends CallSmallService {

    ServingTest(@Autowired KeySettings keys, @Autowired Clock clock, @LocalServerPort int port) {
        super(keys, clock, port);
    }

    @Test
    void a_call_with_its_ticket_is_served_for_the_user_of_the_ticket() throws Exception {
        var answer = post("/things", wrapTicket(GOOD), GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"user\":\"1001\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hongbao-Ticket",
                "Idempotency-Key",
                "idempotency-key",
                "Content-Type",
                "Authorization",
                "User-Agent",
                "traceparent"
            })
    void a_single_valued_header_that_is_there_twice_is_refused_by_name(String name)
            throws Exception {
        String ticket = wrapTicket(GOOD);
        for (String second : List.of("other", name.equals("Hongbao-Ticket") ? ticket : "same")) {
            var request =
                    request("/things", ticket)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(GOOD));
            if (!name.equals("Hongbao-Ticket") && !name.equals("Content-Type")) {
                request.header(name, "same");
            }
            var answer = http.send(request.header(name, second).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .containsIgnoringCase("\"field\":\"" + name + "\"")
                    .contains("must not be repeated");
        }
    }

    @Test
    void a_header_that_is_a_list_may_be_there_twice() throws Exception {
        var answer =
                http.send(
                        request("/things", wrapTicket(GOOD))
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/html")
                                .header("Accept", "application/json")
                                .header("tracestate", "a=1")
                                .header("tracestate", "b=2")
                                .POST(BodyPublishers.ofString(GOOD))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void no_ticket_a_wrong_one_and_an_ended_one_are_refused_before_the_body_is_read()
            throws Exception {
        Ticket ended =
                new Ticket(
                        Operation.WRAP,
                        LI,
                        null,
                        RequestDigest.NONE,
                        clock.instant().minusMillis(1));
        String tampered = wrapTicket(GOOD).replace("~1001~", "~1002~");

        for (var text :
                new String[] {null, "gk~WRAP", tampered, gateway.sign(Hop.GATEWAY_PACKET, ended)}) {
            var answer = post("/things", text, "not even JSON");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
        }
    }

    @Test
    void a_ticket_for_another_operation_or_another_packet_is_refused() throws Exception {
        assertThat(post("/things", ticket(Operation.OPEN, null), GOOD).statusCode()).isEqualTo(401);
        assertThat(get("/packets/" + PACKET, ticket(Operation.VIEW_PACKET, PACKET)).statusCode())
                .isEqualTo(200);
        assertThat(
                        get("/packets/" + PACKET, ticket(Operation.VIEW_PACKET, OTHER_PACKET))
                                .statusCode())
                .isEqualTo(401);
        assertThat(get("/packets/" + PACKET, ticket(Operation.VIEW_PACKET, null)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_handler_that_forgot_to_say_whom_it_permits_serves_nobody() throws Exception {
        assertThat(get("/forgotten", ticket(Operation.WRAP, null)).statusCode()).isEqualTo(500);
    }

    @Test
    void a_body_over_the_limit_is_refused_with_or_without_its_length() throws Exception {
        String large = GOOD + " ".repeat(100_000);

        var announced = post("/things", wrapTicket(large), large);
        var chunked =
                http.send(
                        request("/things", wrapTicket(large))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("\"code\":\"body_too_large\"");
    }

    /** A 4xx promises that there was no effect, and this is found out only after it. */
    @Test
    void what_the_caller_accepts_does_not_undo_the_answer() throws Exception {
        for (String accept : new String[] {"text/html", "image/*", "not a media type"}) {
            var answer =
                    http.send(
                            request("/things", wrapTicket(GOOD))
                                    .header("Content-Type", "application/json")
                                    .header("Accept", accept)
                                    .POST(BodyPublishers.ofString(GOOD))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(accept).isEqualTo(200);
            assertThat(answer.body()).contains("\"count\":3");
        }
    }

    @Test
    void unknown_paths_methods_and_media_types_are_problems_too() throws Exception {
        String ticket = wrapTicket("");

        var path = get("/nowhere", ticket);
        var method = get("/things", ticket);
        var mediaType =
                http.send(
                        request("/things", wrapTicket("x"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("x"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(path.body()).contains("\"code\":\"not_found\"");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        assertThat(mediaType.statusCode()).isEqualTo(415);
        assertThat(mediaType.body()).contains("\"code\":\"unsupported_media_type\"");
    }

    @Test
    void local_secrets_stop_a_start_outside_the_profile_local() {
        var application = new SpringApplication(SmallService.class);

        assertThatThrownBy(() ->
                        application.run(
                                "--spring.config.import=classpath:hongbao-local.yaml",
                                "--spring.profiles.active=production",
                                "--server.port=0"))
                .hasStackTraceContaining("must be real secrets outside the profile local")
                .hasStackTraceContaining("hongbao.jwt.secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hongbao.keys.tickets.pay-packet.keys.local=c2hvcnQ= | base64 of at least 32 random bytes: hongbao.keys.tickets.pay-packet.keys.local
                    hongbao.keys.tickets.pay-packet.active=next         | must be one of the keys: active=next
                    hongbao.keys.events.payments.keys.local=local-only-pay-ticket-key-of-a-laptop | must be different keys: hongbao.keys.pay-tickets.keys.local, hongbao.keys.events.payments.keys.local
                    hongbao.keys.seed.20260102=local-only-link-key-of-a-laptop | must be different keys: hongbao.keys.link.20260101, hongbao.keys.seed.20260102
                    """)
    void a_key_that_is_none_stops_a_start_and_is_named(String setting, String message) {
        var application = new SpringApplication(SmallService.class);
        String[] arguments = {
            "--spring.config.import=classpath:hongbao-local.yaml",
            "--spring.profiles.active=local",
            "--server.port=0",
            "--spring.application.name=packet-service",
            "--" + setting
        };

        assertThatThrownBy(() -> application.run(arguments)).hasStackTraceContaining(message);
    }

    @Test
    void one_key_in_two_rings_stops_a_start_however_it_is_written_and_both_are_named() {
        var application = new SpringApplication(SmallService.class);
        String[] arguments = {
            "--server.port=0",
            "--spring.application.name=packet-service",
            "--hongbao.keys.tickets.gateway-packet.active=a",
            "--hongbao.keys.tickets.gateway-packet.keys.a=" + "+".repeat(43),
            "--hongbao.keys.tickets.pay-packet.active=b",
            "--hongbao.keys.tickets.pay-packet.keys.b=" + "-".repeat(43)
        };

        assertThatThrownBy(() -> application.run(arguments))
                .hasStackTraceContaining(
                        "must be different keys: hongbao.keys.tickets.gateway-packet.keys.a,"
                                + " hongbao.keys.tickets.pay-packet.keys.b");
    }

    @Test
    void a_missing_ring_stops_a_start_and_is_named() {
        var application = new SpringApplication(SmallService.class);

        assertThatThrownBy(() ->
                        application.run(
                                "--server.port=0", "--spring.application.name=packet-service"))
                .hasStackTraceContaining("must be set: hongbao.keys.tickets.gateway-packet");
    }
}
