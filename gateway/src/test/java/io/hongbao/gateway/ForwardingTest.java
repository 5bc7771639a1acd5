package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.gateway.FakeService.Given;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are passed on: to whom, and that nothing of them changes on the way. */
final class ForwardingTest {

    private static final long LI = 1001;

    @TempDir private static Path directory;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        // Nothing is known of earlier answers.
        gateway = new RunningGateway(directory, "hongbao.gateway.stale.memory-max=0B");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Test
    void every_packet_goes_to_the_owner_of_its_table() {
        for (int set = 0; set <= 1; set++) {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                OrderNumber packet = gateway.newPacket(set, table);

                gateway.get("/v1/packets/" + gateway.links.linkTo(packet)).as(LI).send();

                assertThat(gateway.ownerOf(packet).received().getLast().ticket().packet())
                        .isEqualTo(packet);
            }
        }
        gateway.packetServices.forEach(service -> assertThat(service.received()).isNotEmpty());
    }

    @Test
    void a_moment_is_asked_of_the_owner_of_its_table() {
        OrderNumber moment = gateway.newPacket(1, 7);
        String path = "/v1/moments/" + gateway.links.linkTo(moment);

        var viewed = gateway.post(path + "/view").as(LI).send();
        var shown = gateway.get(path).as(LI).send();

        assertThat(viewed.status()).isEqualTo(200);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(gateway.ownerOf(moment).received())
                .extracting(
                        received -> received.ticket().operation(),
                        received -> received.ticket().packet())
                .containsExactly(
                        tuple(Operation.VIEW_MOMENT, moment), tuple(Operation.SHOW_MOMENT, moment));
    }

    @Test
    void a_post_goes_where_a_wrap_of_its_key_would_go_and_needs_one() {
        var weights = Map.of(new SetId(0), 100, new SetId(1), 100);
        var place =
                WrapPlaces.ranked(new UserId(LI), new IdempotencyKey("post-1"), weights).getFirst();
        var post = gateway.post("/v1/moments").as(LI);

        var posted = post.header("Idempotency-Key", "post-1").json("{\"fromFen\":1}").send();
        var keyless = gateway.post("/v1/moments").as(LI).json("{}").send();

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.header("Location")).isNotEmpty();
        var received = RunningGateway.fake(gateway.packetServices, place, 0).received().getLast();
        assertThat(received.ticket().operation()).isEqualTo(Operation.POST_MOMENT);
        assertThat(received.body()).isEqualTo("{\"fromFen\":1}");
        assertThat(keyless.problem()).isEqualTo("400 invalid_request");
        assertThat(keyless.body()).contains("Idempotency-Key");
    }

    @Test
    void who_asks_to_see_a_moment_says_nothing_more() {
        OrderNumber moment = gateway.newPacket();

        var answer =
                gateway.post("/v1/moments/" + gateway.links.linkTo(moment) + "/view")
                        .as(LI)
                        .json("{\"free\":true}")
                        .send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(gateway.ownerOf(moment).received()).isEmpty();
    }

    @Test
    void a_wrap_goes_to_the_owner_of_the_table_that_its_key_hashes_to() {
        var weights = Map.of(new SetId(0), 100, new SetId(1), 100);
        for (int i = 0; i < 20; i++) {
            var key = new IdempotencyKey("key-" + i);
            var place = WrapPlaces.ranked(new UserId(LI), key, weights).getFirst();

            gateway.post("/v1/packets")
                    .as(LI)
                    .header("Idempotency-Key", "\"key-" + i + "\"")
                    .json("{}")
                    .send();

            var owner = RunningGateway.fake(gateway.packetServices, place, 0);
            assertThat(owner.received().getLast().header("Idempotency-Key"))
                    .isEqualTo("\"key-" + i + "\"");
            assertThat(owner.received().getLast().ticket().operation()).isEqualTo(Operation.WRAP);
        }
    }

    @Test
    void an_answer_of_unknown_length_is_streamed_on_a_connection_that_is_kept() {
        String body =
                "{\"card\":\"a-1\",\"label\":\"x\",\"bank\":\"a\",\"boundAt\":\"2026-11-30T00:00:00Z\"}";
        gateway.walletOf(LI).calls =
                _ ->
                        new Given(
                                200,
                                Map.of("Content-Type", "application/json", "Hongbao-Clock", "1"),
                                body.getBytes(StandardCharsets.UTF_8));

        var answer = gateway.post("/v1/me/cards").json("{}").as(LI).send();

        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.header("Connection")).isEmpty();
        assertThat(answer.header("Hongbao-Clock")).isEmpty();
    }

    @Test
    void money_goes_to_the_instance_for_the_users_slot() {
        for (long user = 1; user <= 100; user++) {
            gateway.get("/v1/me/wallet").as(user).send();

            assertThat(gateway.walletOf(user).received().getLast().ticket().user())
                    .isEqualTo(new UserId(user));
        }
        gateway.payServices.forEach(service -> assertThat(service.received()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /v1/me/wallet,                                LIST no, VIEW_WALLET",
        "GET,  /v1/me/wallet/change,                         LIST no, VIEW_BALANCE",
        "GET,  /v1/me/packets?direction=sent&cursor=a%2Bb&x, LIST no, LIST_PACKETS",
        "POST, /v1/me/wallet/topups,                         LIST no, TOP_UP",
        "GET,  /v1/me/wallet/transfers?limit=2,              LIST no, LIST_TRANSFERS",
        "GET,  /v1/me/cards,                                 LIST no, LIST_CARDS",
        "POST, /v1/me/cards,                                 LIST no, BIND_CARD",
        "DELETE, /v1/me/cards/a-%2F1,                        LIST no, UNBIND_CARD",
        "GET,  /v1/packets/LINK/payment?x,                   of it,   VIEW_PAYMENT",
        "POST, /v1/packets/LINK/payment?x,                   of it,   PAY",
        "POST, /v1/moments/LINK/payment?x,                   of it,   PAY",
        "GET,  /v1/me/moments?role=seen&limit=2,             LIST no, LIST_MOMENTS",
    })
    void path_query_and_body_arrive_as_they_were_sent(
            String method, String path, String packetInTicket, Operation operation) {
        OrderNumber packet = gateway.newPacket();
        String target = path.replace("LINK", gateway.links.linkTo(packet));
        String body = method.equals("POST") ? "{\"amountFen\": 1, \"greeting\":\"恭喜\"}" : "";
        var call = gateway.call(method, target);

        (body.isEmpty() ? call : call.json(body)).as(LI).send();

        var received = gateway.walletOf(LI).received().getLast();
        assertThat(received.method()).isEqualTo(method);
        assertThat(received.target()).isEqualTo(target);
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.ticket().operation()).isEqualTo(operation);
        assertThat(received.ticket().packet())
                .isEqualTo(packetInTicket.equals("of it") ? packet : null);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /v1/me/wallet,              Content-Type",
        "POST, /v1/me/wallet/topups,       Idempotency-Key",
        "POST, /v1/packets,                Idempotency-Key",
        "POST, /v1/packets/LINK/payment,   Content-Type",
        "POST, /v1/packets/LINK/open,      traceparent",
        "GET,  /v1/packets/LINK,           User-Agent",
    })
    void a_single_valued_header_that_is_there_twice_is_refused_by_name(
            String method, String path, String header) {
        String target = path.replace("LINK", gateway.links.linkTo(gateway.newPacket()));
        var call = method.equals("GET") ? gateway.get(target) : gateway.post(target);

        var answer = call.as(LI).headerTwice(header).send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(answer.json().get("field").stringValue()).isEqualTo(header);
    }

    @Test
    void answers_come_back_as_they_were_given() {
        String body =
                """
                {"type":"about:blank", "title":"x", "status":503,
                "code":"wallet_unavailable","detail":"y"}\
                """;
        gateway.walletOf(LI).calls =
                call ->
                        new Given(
                                503,
                                Map.of(
                                        "Content-Type", "application/problem+json",
                                        "Retry-After", "7",
                                        "Cache-Control", "no-store"),
                                body.getBytes(StandardCharsets.UTF_8));

        var answer = gateway.get("/v1/me/wallet").as(LI).send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(gateway.walletOf(LI).received()).hasSize(1);
    }

    @Test
    void a_refused_ticket_is_our_fault_not_the_clients() {
        gateway.walletOf(LI).calls = call -> Given.json(401, "{\"code\":\"unauthenticated\"}");

        var answer = gateway.get("/v1/me/wallet").as(LI).send();

        gateway.walletOf(LI).calls = FakeService::right;
        assertThat(answer.problem()).isEqualTo("500 internal_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "-129-"})
    void a_wrap_needs_a_right_key(String key) {
        String value = key.equals("-129-") ? "k".repeat(129) : key;
        var call = gateway.post("/v1/packets").as(LI).json("{}");

        var answer = call.header("Idempotency-Key", value).send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(answer.json().get("field").stringValue()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_wrap_without_a_key_is_refused() {
        var answer = gateway.post("/v1/packets").as(LI).json("{}").send();

        assertThat(answer.problem()).isEqualTo("400 invalid_request");
        assertThat(answer.json().get("field").stringValue()).isEqualTo("Idempotency-Key");
        gateway.packetServices.forEach(service -> assertThat(service.received()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "direction=%e"})
    void a_query_that_is_no_uri_is_refused(String query) throws Exception {
        var answer =
                RawHttp.send(
                        gateway.port(),
                        String.format(
                                Locale.ROOT,
                                """
                                GET /v1/me/packets?%s HTTP/1.1\r
                                Host: x\r
                                Authorization: Bearer %s\r
                                Connection: close\r
                                \r
                                """,
                                query,
                                gateway.tokenOf(LI)));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"query\"");
    }

    @Test
    void outcomes_are_counted_by_operation() throws Exception {
        gateway.get("/v1/me/wallet").as(LI).send();
        gateway.get("/v1/packets/x").as(LI).send();
        OrderNumber packet = gateway.newPacket();
        gateway.walletOf(LI).calls = ForwardingTest::unclear;
        gateway.post("/v1/me/wallet/topups").json("{}").as(LI).send();
        gateway.post("/v1/packets/" + gateway.links.linkTo(packet) + "/payment")
                .json("{}")
                .as(LI)
                .send();

        var metrics =
                RawHttp.send(
                        gateway.managementPort(),
                        "GET /actuator/prometheus HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(metrics)
                .contains("hongbao_operations_seconds_count{")
                .containsPattern("operation=\"view_wallet\",outcome=\"ok\",tier=\"fourth\"")
                .containsPattern("operation=\"view_packet\",outcome=\"packet_not_found\"")
                .containsPattern("operation=\"top_up\",outcome=\"unclear\"")
                .containsPattern("operation=\"pay\",outcome=\"unclear\"")
                .contains("hongbao_calls_no_answer_total");
    }

    private static Given unclear(FakeService.Received call) {
        return Given.json(
                202,
                switch (call.ticket().operation()) {
                    case TOP_UP -> "{\"amountFen\":1,\"state\":\"UNCLEAR\"}";
                    default ->
                            "{\"packetId\":\"2026112100000000010003-0123456789AB\","
                                    + "\"state\":\"UNCLEAR\"}";
                });
    }
}
