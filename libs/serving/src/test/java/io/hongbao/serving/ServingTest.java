package io.hongbao.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Party;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.key.KeySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=packet-service",
            "spring.profiles.active=local",
            "spring.config.import=classpath:hongbao-local.yaml",
            "hongbao.serving.body-max=1KB"
        })
class ServingTest {

    private static final UserId LI = new UserId(1001);
    private static final OrderNumber PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 7, new SetId(1), 3);
    private static final OrderNumber OTHER_PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 8, new SetId(1), 3);
    private static final String GOOD = "{\"count\":3,\"word\":\"x\",\"numbers\":[1]}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tickets gateway;
    private final Clock clock;
    private final int port;

    ServingTest(@Autowired KeySettings keys, @Autowired Clock clock, @LocalServerPort int port) {
        gateway = new Tickets(Party.GATEWAY, keys.ticketRings());
        this.clock = clock;
        this.port = port;
    }

    @Test
    void a_call_with_its_ticket_is_served_for_the_user_of_the_ticket() throws Exception {
        var answer = post("/things", wrapTicket(GOOD), GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"user\":\"1001\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                          | field
                    {"count":3,"word":"x","numbers":[],"more":1}  | more
                    {"count":"3","word":"x","numbers":[]}         | count
                    {"count":3.5,"word":"x","numbers":[]}         | count
                    {"count":3e10,"word":"x","numbers":[]}        | count
                    {"count":3e999999999,"word":"x","numbers":[]} | count
                    {"count":3e-999999999,"word":"x"}             | count
                    {"count":"","word":"x","numbers":[]}          | count
                    {"count":" ","word":"x","numbers":[]}         | count
                    {"count":true,"word":"x","numbers":[]}        | count
                    {"count":null,"word":"x","numbers":[]}        | count
                    {"count":99999999999,"word":"x","numbers":[]} | count
                    {"count":3,"word":5,"numbers":[]}             | word
                    {"count":3,"word":true,"numbers":[]}          | word
                    {"count":3,"word":"x","numbers":["1"]}        | numbers[0]
                    {"count":3,"word":"x","numbers":[1e19]}       | numbers[0]
                    {"count":3,"word":"x","numbers":{}}           | numbers
                    {"count":3,"word":"x","numbers":""}           | numbers
                    {"count":3,"word":"x","numbers":" "}          | numbers
                    {"count":3,"day":" MONDAY"}                   | day
                    {"count":3,"day":"monday"}                    | day
                    {"count":3,"day":""}                          | day
                    {"count":3,"day":"0"}                         | day
                    {"count":3,"day":0}                           | day
                    {"count":3,"at":" 2026-11-21T04:00:00Z"}      | at
                    {"count":3,"at":"2026-11-21"}                 | at
                    {"count":3,"at":""}                           | at
                    {"count":3,"at":1795300467}                   | at
                    {"count":3,"user":0}                          | user
                    {"count":3,"user":-1}                         | user
                    {"count":3,"user":1.5}                        | user
                    {"count":3,"user":1e19}                       | user
                    {"count":3,"user":9223372036854775808}        | user
                    {"count":3,"user":"9223372036854775808"}      | user
                    {"count":3,"user":"1001 "}                    | user
                    {"count":3,"user":"01001"}                    | user
                    {"count":3,"user":"+1001"}                    | user
                    {"count":3,"user":"١"}                        | user
                    {"count":3,"user":""}                         | user
                    {"count":3,"user":{"value":1001}}             | user
                    {"count":3,"user":[1001]}                     | user
                    ""                                            | body
                    " "                                           | body
                    {"count":3,"count":4,"word":"x"}              | body
                    {"count":3                                    | body
                    [                                             | body
                    {"count":3,"word":"x","numbers":[1]} {}       | body
                    """)
    void a_body_that_breaks_a_rule_is_refused_with_the_field_named(String body, String field)
            throws Exception {
        var answer = post("/things", wrapTicket(body), body);

        assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
        assertThat(answer.body()).contains("\"field\":\"" + field);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void values_are_read_exactly_and_users_are_written_as_text() throws Exception {
        var answer =
                post(
                        "/things",
                        ticket(Operation.WRAP, null),
                        """
                        {"count":3.0,"word":" x ","numbers":[1e2,-0.0,9223372036854775807],"day":"MONDAY",\
                        "at":"2026-11-21T04:00:00Z","user":1742391298237645313}
                        """);

        assertThat(answer.body())
                .contains(
                        """
                        {"count":3,"word":" x ","numbers":[100,0,9223372036854775807],"day":"MONDAY",\
                        "at":"2026-11-21T04:00:00Z","user":"1742391298237645313"}\
                        """);
    }

    @Test
    void an_empty_body_is_refused() throws Exception {
        var answer = post("/things", wrapTicket(""), "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"body\"");
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
    void a_missing_ring_stops_a_start_and_is_named() {
        var application = new SpringApplication(SmallService.class);

        assertThatThrownBy(() ->
                        application.run(
                                "--server.port=0", "--spring.application.name=packet-service"))
                .hasStackTraceContaining("must be set: hongbao.keys.tickets.gateway-packet");
    }

    private String ticket(Operation operation, @Nullable OrderNumber packet) {
        return sign(Ticket.of(operation, LI, packet, RequestDigest.NONE, clock.instant()));
    }

    private String wrapTicket(String body) {
        String digest =
                RequestDigest.of("POST", "/things", null, body.getBytes(StandardCharsets.UTF_8));
        return sign(Ticket.of(Operation.WRAP, LI, null, digest, clock.instant()));
    }

    private String sign(Ticket ticket) {
        return gateway.sign(Hop.GATEWAY_PACKET, ticket);
    }

    private HttpResponse<String> post(String path, @Nullable String ticket, String body)
            throws Exception {
        return http.send(
                request(path, ticket)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String ticket) throws Exception {
        return http.send(request(path, ticket).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, @Nullable String ticket) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return ticket == null ? request : request.header(Tickets.HEADER, ticket);
    }
}
