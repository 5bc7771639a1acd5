package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input through the gateway: a clear answer that names the field, and nothing happens. */
@ExtendWith(RunningSuites.class)
class RefusalsTest {

    private final RunningSuite suite;
    private final Client client;

    RefusalsTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @AfterAll
    static void the_five_invariants_hold(RunningSuite suite) {
        suite.requireClean();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                                                              | field
                    {"kind":"LUCKY","totalFen":0,"shares":1,"greeting":""}                            | totalFen
                    {"kind":"LUCKY","totalFen":-1,"shares":1,"greeting":""}                           | totalFen
                    {"kind":"LUCKY","totalFen":2000001,"shares":500,"greeting":""}                    | totalFen
                    {"kind":"LUCKY","totalFen":20001,"shares":1,"greeting":""}                        | totalFen
                    {"kind":"LUCKY","totalFen":4,"shares":5,"greeting":""}                            | totalFen
                    {"kind":"LUCKY","totalFen":"100","shares":5,"greeting":""}                        | totalFen
                    {"kind":"LUCKY","totalFen":1.5,"shares":1,"greeting":""}                          | totalFen
                    {"kind":"LUCKY","shares":1,"greeting":""}                                         | totalFen
                    {"kind":"LUCKY","totalFen":100,"shares":0,"greeting":""}                          | shares
                    {"kind":"LUCKY","totalFen":100,"shares":-1,"greeting":""}                         | shares
                    {"kind":"LUCKY","totalFen":1000,"shares":501,"greeting":""}                       | shares
                    {"kind":"EQUAL","totalFen":100,"shares":3,"greeting":""}                          | totalFen
                    {"kind":"HUGE","totalFen":100,"shares":1,"greeting":""}                           | kind
                    {"totalFen":100,"shares":1,"greeting":""}                                         | kind
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":""}                      | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[7,7]}   | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[7]}     | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":"","recipients":[0]}     | recipients
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"","recipients":[7]}         | recipients
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"a\\u0007b"}                 | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"","more":1}                 | more
                    {"kind":"LUCKY",                                                                  | body
                    """)
    void a_bad_wrap_is_refused_by_the_field_to_blame(String body, String field) {
        Answer answer = client.call(suite.newUser(), "POST", "/v1/packets", body, "k");

        assertThat(answer.statusAndCode()).isEqualTo("400 invalid_request");
        assertThat(answer.text("field")).startsWith(field);
        assertThat(answer.text("detail")).isNotBlank();
    }

    @Test
    void greetings_have_64_characters_at_most_whatever_they_are_made_of() {
        UserId sender = suite.newUser();

        assertThat(client.wrap(sender, "fits", wrapWith("🧧".repeat(64))).status()).isEqualTo(201);
        Answer longer = client.wrap(sender, "longer", wrapWith("恭".repeat(65)));

        assertThat(longer.statusAndCode()).isEqualTo("400 invalid_request");
        assertThat(longer.text("field")).isEqualTo("greeting");
    }

    @Test
    void idempotency_keys_are_required_and_stand_for_one_request() {
        UserId sender = suite.newUser();
        client.wrapped(sender, "k", "LUCKY", 1_00, 1);

        for (@Nullable String bad : new @Nullable String[] {null, "", "a b", "k".repeat(129)}) {
            Answer answer = client.call(sender, "POST", "/v1/packets", wrapWith(""), bad);
            assertThat(answer.statusAndCode()).as("key %s", bad).isEqualTo("400 invalid_request");
            assertThat(answer.text("field")).isEqualTo("Idempotency-Key");
        }
        Answer reused = client.wrap(sender, "k", wrapWith("another"));
        assertThat(reused.statusAndCode()).isEqualTo("422 idempotency_key_reused");
    }

    @Test
    void who_does_not_say_who_he_is_gets_nothing() {
        String token = client.token(suite.newUser());
        String[] wrong = {
            "",
            "Bearer",
            "Bearer x.y.z",
            "Basic abc",
            "Bearer " + token.substring(0, 20),
            "Bearer " + token + "x"
        };

        for (String authorization : wrong) {
            var request = client.request("/v1/me/wallet");
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            assertThat(client.send(request.build()).statusAndCode())
                    .as(authorization)
                    .isEqualTo("401 unauthenticated");
        }
    }

    @Test
    void a_forged_link_and_a_packet_that_never_was_are_not_found() {
        UserId sender = suite.newUser();
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 1_00, 1);
        char last = packet.packetId().charAt(packet.packetId().length() - 1);
        String forged =
                packet.packetId().substring(0, packet.packetId().length() - 1)
                        + (last == '0' ? '1' : '0');

        for (String id : new String[] {forged, packet.orderNumber().value(), "x", "%20"}) {
            for (String call : new String[] {"grab", "open", "payment"}) {
                Answer answer =
                        client.call(sender, "POST", "/v1/packets/" + id + "/" + call, "{}", null);
                assertThat(answer.statusAndCode()).as(id).isEqualTo("404 packet_not_found");
            }
            assertThat(client.get(sender, "/v1/packets/" + id).statusAndCode())
                    .isEqualTo("404 packet_not_found");
        }
    }

    @Test
    void a_pay_ticket_is_for_one_packet_and_one_payer() {
        UserId sender = suite.fundedUser(10_00);
        UserId other = suite.fundedUser(10_00);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 1_00, 1);
        Wrapped second = client.wrapped(sender, "k2", "LUCKY", 1_00, 1);
        var swapped = new Wrapped(packet.packetId(), second.payTicket(), 1_00);
        var tampered =
                new Wrapped(packet.packetId(), packet.payTicket().replace("~100~", "~001~"), 1_00);

        assertThat(client.pay(other, packet).statusAndCode()).isEqualTo("403 ticket_invalid");
        assertThat(client.pay(sender, swapped).statusAndCode()).isEqualTo("403 ticket_invalid");
        assertThat(client.pay(sender, tampered).statusAndCode()).isEqualTo("403 ticket_invalid");
        assertThat(client.pay(sender, packet, Map.of()).text("field")).isEqualTo("payTicket");
        assertThat(client.changeFen(sender)).isEqualTo(10_00);
        assertThat(client.get(other, "/v1/packets/" + packet.packetId() + "/payment").code())
                .isEqualTo("not_the_sender");
    }

    @Test
    void payments_are_refused_for_the_first_reason_that_applies() {
        UserId poor = suite.fundedUser(50);
        Wrapped packet = client.wrapped(poor, "k", "LUCKY", 1_00, 1);
        String ticket = packet.payTicket();

        assertThat(client.pay(poor, packet).statusAndCode()).isEqualTo("402 insufficient_change");
        assertThat(
                        client.pay(poor, packet, Map.of("payTicket", ticket, "method", "BANK"))
                                .text("field"))
                .isEqualTo("card");
        assertThat(
                        client.pay(poor, packet, Map.of("payTicket", ticket, "method", "GOLD"))
                                .text("field"))
                .isEqualTo("method");
        assertThat(
                        client.pay(
                                        poor,
                                        packet,
                                        Map.of(
                                                "payTicket",
                                                ticket,
                                                "method",
                                                "BANK",
                                                "card",
                                                "card-declined"))
                                .statusAndCode())
                .isEqualTo("402 payment_declined");
        assertThat(
                        client.pay(
                                        poor,
                                        packet,
                                        Map.of(
                                                "payTicket",
                                                ticket,
                                                "method",
                                                "BANK",
                                                "card",
                                                "6222-0004"))
                                .text("state"))
                .isEqualTo("PAID");
    }

    @Test
    void bodies_over_64_kib_are_refused_and_drained() {
        UserId user = suite.newUser();
        var request =
                client.request("/v1/packets")
                        .header("Authorization", "Bearer " + client.token(user))
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("x".repeat(64 * 1024 + 1)))
                        .build();

        assertThat(client.send(request).statusAndCode()).isEqualTo("413 body_too_large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    method | path                                       | answer                 | field
                    GET    | /v1/nowhere                                | 404 not_found          |
                    GET    | /                                          | 404 not_found          |
                    DELETE | /v1/packets                                | 405 method_not_allowed |
                    GET    | /v1/me/packets                             | 400 invalid_request    | direction
                    GET    | /v1/me/packets?direction=up                | 400 invalid_request    | direction
                    GET    | /v1/me/packets?direction=sent&limit=0      | 400 invalid_request    | limit
                    GET    | /v1/me/packets?direction=sent&limit=101    | 400 invalid_request    | limit
                    GET    | /v1/me/packets?direction=sent&limit=x      | 400 invalid_request    | limit
                    GET    | /v1/me/packets?direction=sent&cursor=x     | 400 invalid_request    | cursor
                    GET    | /v1/me/moments                             | 400 invalid_request    | role
                    GET    | /v1/me/moments?role=sent                   | 400 invalid_request    | role
                    GET    | /v1/me/moments?role=seen&limit=101         | 400 invalid_request    | limit
                    GET    | /v1/me/moments?role=earned&cursor=x        | 400 invalid_request    | cursor
                    POST   | /v1/moments/2026112100000000010003-0123456789AB/payment | 404 moment_not_found |
                    """)
    void calls_that_make_no_sense_say_so(String method, String path, String answer, String field) {
        Answer got = client.call(suite.newUser(), method, path, null, null);

        assertThat(got.statusAndCode()).isEqualTo(answer);
        assertThat(got.text("field")).isEqualTo(field == null ? "" : field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                     | answer                | field
                    {"amountFen":0,"card":"6222"}            | 400 invalid_request   | amountFen
                    {"amountFen":-5,"card":"6222"}           | 400 invalid_request   | amountFen
                    {"amountFen":100000000,"card":"6222"}    | 400 invalid_request   | amountFen
                    {"amountFen":100}                        | 400 invalid_request   | card
                    {"amountFen":100,"card":""}              | 400 invalid_request   | card
                    {"amountFen":100,"card":"card-declined"} | 402 payment_declined  |
                    """)
    void a_bad_top_up_is_refused(String body, String answer, String field) {
        UserId user = suite.newUser();

        Answer got = client.call(user, "POST", "/v1/me/wallet/topups", body, "k");

        assertThat(got.statusAndCode()).isEqualTo(answer);
        assertThat(got.text("field")).isEqualTo(field == null ? "" : field);
        assertThat(client.changeFen(user)).isZero();
    }

    /** Each call breaks two rules; the first in the written order is the answer. */
    @Test
    void the_first_reason_that_applies_is_the_answer() {
        UserId sender = suite.fundedUser(10_00);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 1_00, 1);
        String forged = "/v1/packets/" + packet.orderNumber() + "-000000000000/payment";
        var nobody = client.request(forged).POST(BodyPublishers.ofString("{")).build();
        var swapped = client.wrapped(sender, "k2", "LUCKY", 1_00, 1).payTicket();

        assertThat(client.send(nobody).statusAndCode()).isEqualTo("401 unauthenticated");
        assertThat(client.call(sender, "POST", forged, "{", null).statusAndCode())
                .isEqualTo("404 packet_not_found");
        assertThat(
                        client.wrap(
                                        sender,
                                        "k",
                                        Map.of("kind", "LUCKY", "totalFen", 0, "shares", 1))
                                .statusAndCode())
                .isEqualTo("400 invalid_request");
        assertThat(
                        client.pay(sender, packet, Map.of("payTicket", swapped, "method", "GOLD"))
                                .statusAndCode())
                .isEqualTo("400 invalid_request");
        assertThat(
                        client.pay(
                                        sender,
                                        packet,
                                        Map.of(
                                                "payTicket",
                                                swapped,
                                                "method",
                                                "BANK",
                                                "card",
                                                "card-declined"))
                                .statusAndCode())
                .isEqualTo("403 ticket_invalid");
    }

    @Test
    void services_serve_nobody_without_a_ticket() {
        for (var service : suite.services()) {
            var bare = client.request("/").uri(service.resolve("/v1/packets")).build();
            var forged =
                    client.request("/")
                            .uri(service.resolve("/v1/packets"))
                            .header("Hongbao-Ticket", "gk~WRAP~1001~-~9999999999999~-~local.x")
                            .build();

            assertThat(client.send(bare).statusAndCode()).isEqualTo("401 unauthenticated");
            assertThat(client.send(forged).statusAndCode()).isEqualTo("401 unauthenticated");
        }
    }

    static Map<String, Object> wrapWith(String greeting) {
        return Map.of("kind", "LUCKY", "totalFen", 1_00, "shares", 1, "greeting", greeting);
    }
}
