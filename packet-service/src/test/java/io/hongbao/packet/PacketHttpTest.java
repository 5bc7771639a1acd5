package io.hongbao.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.set.TestViews;
import io.hongbao.packet.state.PacketState;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.SetSource;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.servers.SharedKafka;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.servers.TestDatabase;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as others see it: over HTTP and Kafka, with one SET that is up and one that is not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("StatementRecorder")
final class PacketHttpTest {

    private static final UserId SENDER = new UserId(1001);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final SetId UP = new SetId(0);
    private static final SetId DOWN = new SetId(1);
    private static final Set<String> OF_PAY_SERVICE =
            Set.of(CombinedCalls.ACTIVATIONS_PATH, CombinedCalls.SUMMARIES_PATH);

    private final TestDatabase unwatched = SharedMariaDb.newDatabase();
    private final TestDatabase database = StatementRecorder.watched(unwatched);
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<OrderNumber, String> wrapKeys = new HashMap<>();
    private ConfigurableApplicationContext service;
    private Tickets gateway;
    private Tickets payService;
    private String url;

    @BeforeAll
    void start() throws Exception {
        service = RunningPacketService.start(database);
        Map<Hop, KeyRing> keys = service.getBean(KeySettings.class).ticketRings();
        gateway = new Tickets(ServiceName.GATEWAY, keys);
        payService = new Tickets(ServiceName.PAY_SERVICE, keys);
        url = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private static String deadLetters() {
        return Topics.deadLettersOf(Topics.GROUP_ACTIVATIONS);
    }

    @AfterAll
    void conserve() {
        Conservation.of(
                        List.of(
                                new SetSource(
                                        UP, database.url(), database.user(), database.password())),
                        List.of())
                .check()
                .requireHolds(Invariant.PACKETS);
        service.close();
    }

    @Test
    void a_service_with_a_set_down_is_ready() throws Exception {
        String management =
                "http://127.0.0.1:" + service.getEnvironment().getProperty("local.management.port");

        var readiness = get(management + "/actuator/health/readiness", null);
        var prometheus = get(management + "/actuator/prometheus", null);

        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(prometheus.body())
                .contains("hongbao_set_open")
                .contains("hongbao_set_connections{set=\"000\"")
                .contains("hongbao_set_weight{set=\"001\"")
                .contains("hongbao_set_orders_total{set=\"000\"")
                .contains("hongbao_catalogue_changed_seconds")
                .contains("hongbao_catalogue_refused 0.0")
                .contains("hongbao_lane");
    }

    @Test
    void operators_see_every_set_of_the_catalogue() throws Exception {
        String management =
                "http://127.0.0.1:" + service.getEnvironment().getProperty("local.management.port");
        // A connection that nobody uses is closed after 5 s.
        JsonNode seen =
                Eventually.value(
                        "a SET in use",
                        LIMIT,
                        () -> {
                            wrap("seen-by-operators", body("LUCKY", 100, 2));
                            return Optional.of(json(get(management + "/actuator/sets", null)))
                                    .filter(sets -> sets.at("/sets/0/connections").asInt() > 0);
                        });

        JsonNode catalogue = seen.get("catalogue");
        assertThat(Instant.parse(catalogue.get("changedAt").asString())).isBefore(Instant.now());
        assertThat(catalogue.has("refusal")).isFalse();
        JsonNode up = seen.get("sets").get(0);
        assertThat(up.get("id").asString()).isEqualTo("000");
        assertThat(up.get("zone").asString()).isEqualTo("a");
        assertThat(up.get("url").asString()).isEqualTo(unwatched.url());
        assertThat(up.get("weight").asInt()).isEqualTo(1);
        assertThat(up.get("weightNow").asDouble()).isEqualTo(1.0);
        assertThat(up.get("state").asString()).isEqualTo("OPEN");
        assertThat(up.get("breaker").asString()).isEqualTo("CLOSED");
        assertThat(Instant.parse(up.get("since").asString())).isBefore(Instant.now());
        assertThat(up.get("connections").asInt()).isPositive();
        assertThat(up.get("orders").asLong()).isPositive();
        assertThat(up.get("failures").isObject()).isTrue();
        JsonNode down = seen.get("sets").get(1);
        assertThat(down.get("url").asString()).isEqualTo("jdbc:mysql://127.0.0.1:1/none");
        assertThat(down.get("weight").asInt()).isEqualTo(3);
        assertThat(down.get("weightNow").asDouble()).isZero();
        assertThat(down.get("state").asString()).isEqualTo("OPENING");
        assertThat(down.get("notOpenBecause").asString()).contains("Connection refused");
        assertThat(down.get("connections").asInt()).isZero();
    }

    @Test
    void a_packet_goes_its_whole_way_over_http() throws Exception {
        JsonNode wrapped = wrap("whole-way", body("LUCKY", 100, 2));
        OrderNumber number = numberOf(wrapped);
        PayTicket payTicket =
                service.getBean(PayTickets.class)
                        .check(wrapped.get("payTicket").asString())
                        .orElseThrow();
        JsonNode summary = summary(number);
        JsonNode activated = json(activate(number, SENDER.value(), 100));

        JsonNode opens =
                batch(CombinedCalls.OPENS_PATH, Operation.OPEN, number, List.of(1L, 2L, 1L, 3L));
        JsonNode grabs = batch(CombinedCalls.GRABS_PATH, Operation.GRAB, number, List.of(1L, 3L));
        JsonNode details = json(details(number, 77));

        assertThat(wrapped.get("state").asString()).isEqualTo("UNPAID");
        assertThat(number.set()).isEqualTo(UP);
        assertThat(payTicket.packet()).isEqualTo(number);
        assertThat(payTicket.payer()).isEqualTo(SENDER);
        assertThat(payTicket.wrapKey().value()).isEqualTo("whole-way");
        assertThat(summary.get("totalFen").asLong()).isEqualTo(100);
        assertThat(activated.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(opens.get(0).get("amountFen").asLong())
                .isEqualTo(opens.get(2).get("amountFen").asLong());
        assertThat(opens.get(3).get("problem").asString()).isEqualTo("packet_finished");
        assertThat(opens)
                .filteredOn(answer -> answer.hasNonNull("finished"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.get("finished").get("openers")).hasSize(2));
        assertThat(grabs.get(0).get("state").asString()).isEqualTo("OPENED");
        assertThat(grabs.get(1).get("state").asString()).isEqualTo("FINISHED");
        assertThat(details.get("state").asString()).isEqualTo("FINISHED");
        assertThat(details.get("openedFen").asLong()).isEqualTo(100);
        assertThat(details.get("opens")).hasSize(2);
        assertThat(details.get("seed").asString()).hasSize(64);
        assertThat(details.get("luckiestUserId").stringValue()).isIn("1", "2");
    }

    @Test
    void what_is_paid_to_see_a_moment_is_activated_and_is_no_packet_to_anybody() throws Exception {
        UserId poster = new UserId(1002);
        var views = new TestViews(database);
        PacketState view = views.asked(SENDER, poster, 1_77);
        OrderNumber number = view.number();
        String paid =
                paid(number, SENDER.value(), 1_77, view.terms().wrapKey().value(), TestSet.now());

        JsonNode activated = json(activate(number, signed(paid, EventStream.PAYMENTS)));
        JsonNode again = json(activate(number, signed(paid, EventStream.PAYMENTS)));

        assertThat(activated.get("state").asString()).isEqualTo("FINISHED");
        assertThat(again).isEqualTo(activated);
        assertThat(views.seen(view)).endsWith(number.value());
        List<Long> users = List.of(poster.value(), SENDER.value(), 3L);
        for (JsonNode answer :
                batch(CombinedCalls.OPENS_PATH, Operation.OPEN, number, users).values()) {
            assertThat(answer.get("problem").asString()).isEqualTo("packet_not_found");
            assertThat(answer.hasNonNull("finished")).isFalse();
        }
        for (JsonNode answer :
                batch(CombinedCalls.GRABS_PATH, Operation.GRAB, number, users).values()) {
            assertThat(answer.get("problem").asString()).isEqualTo("packet_not_found");
            assertThat(answer.hasNonNull("finished")).isFalse();
        }
        assertThat(json(details(number, poster.value())).get("code").asString())
                .isEqualTo("packet_not_found");
        assertThat(summary(number).get("code").asString()).isEqualTo("packet_not_found");
    }

    @Test
    void a_wrap_on_a_set_that_is_down_lands_on_another() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(numberOf(wrap("heal-" + i, body("LUCKY", 100, 2))).set()).isEqualTo(UP);
        }
    }

    @Test
    void a_repeated_wrap_has_the_same_answer() throws Exception {
        JsonNode first = wrap("\"again\"", body("EQUAL", 100, 2));
        JsonNode again = wrap("again", body("EQUAL", 100, 2));
        HttpResponse<String> other = postWrap("again", body("EQUAL", 102, 2));

        assertThat(again).isEqualTo(first);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).get("code").asString()).isEqualTo("idempotency_key_reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                                                                   | field
                    {"totalFen":100,"shares":1,"greeting":""}                                              | kind
                    {"kind":"GIFT","totalFen":100,"shares":1,"greeting":""}                                | kind
                    {"kind":1,"totalFen":100,"shares":1,"greeting":""}                                     | kind
                    {"kind":" LUCKY","totalFen":100,"shares":1,"greeting":""}                              | kind
                    {"kind":"lucky","totalFen":100,"shares":1,"greeting":""}                               | kind
                    {"kind":"","totalFen":100,"shares":1,"greeting":""}                                    | kind
                    {"kind":"LUCKY","shares":1,"greeting":""}                                              | totalFen
                    {"kind":"LUCKY","totalFen":null,"shares":1,"greeting":""}                              | totalFen
                    {"kind":"LUCKY","totalFen":0,"shares":1,"greeting":""}                                 | totalFen
                    {"kind":"LUCKY","totalFen":-1,"shares":1,"greeting":""}                                | totalFen
                    {"kind":"LUCKY","totalFen":1.5,"shares":1,"greeting":""}                               | totalFen
                    {"kind":"LUCKY","totalFen":"100","shares":1,"greeting":""}                             | totalFen
                    {"kind":"LUCKY","totalFen":20001,"shares":1,"greeting":""}                             | totalFen
                    {"kind":"LUCKY","totalFen":2000001,"shares":500,"greeting":""}                         | totalFen
                    {"kind":"LUCKY","totalFen":99999999999999999999,"shares":1,"greeting":""}              | totalFen
                    {"kind":"LUCKY","totalFen":2,"shares":3,"greeting":""}                                 | totalFen
                    {"kind":"EQUAL","totalFen":100,"shares":3,"greeting":""}                               | totalFen
                    {"kind":"LUCKY","totalFen":100,"greeting":""}                                          | shares
                    {"kind":"LUCKY","totalFen":100,"shares":0,"greeting":""}                               | shares
                    {"kind":"LUCKY","totalFen":1000,"shares":501,"greeting":""}                            | shares
                    {"kind":"LUCKY","totalFen":100,"shares":1}                                             | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"a\\u0007b"}                      | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"a\\nb"}                          | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"a\\ud83d"}                       | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":7}                                | greeting
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"","recipients":[5]}              | recipients
                    {"kind":"EQUAL","totalFen":100,"shares":1,"greeting":"","recipients":[5]}              | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":""}                           | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[5]}          | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[5,5]}        | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[5,0]}        | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[5,null]}     | recipients
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":2,"greeting":"","recipients":[5,"5"]}      | recipients[1]
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":"","recipients":[" 5"]}       | recipients[0]
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":"","recipients":["5.0"]}      | recipients[0]
                    {"kind":"EXCLUSIVE","totalFen":100,"shares":1,"greeting":"","recipients":"5"}          | recipients
                    {"kind":"EXCLUSIVE","totalFen":101,"shares":2,"greeting":"","recipients":[5,6]}        | totalFen
                    {"kind":"LUCKY","totalFen":100,"shares":1,"greeting":"","note":"x"}                    | note
                    {"kind":"LUCKY","totalFen":100,"totalFen":200,"shares":1,"greeting":""}                | body
                    [1]                                                                                    | body
                    {"kind":                                                                               | body
                    """)
    void a_wrap_that_breaks_a_rule_names_the_field(String body, String field) throws Exception {
        HttpResponse<String> answer = postWrap("bad", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).get("code").asString()).isEqualTo("invalid_request");
        assertThat(json(answer).get("field").asString()).startsWith(field);
    }

    @Test
    void a_greeting_of_64_characters_is_taken_and_one_of_65_is_not() throws Exception {
        String fits = "\uD83E\uDDE7".repeat(64);

        JsonNode wrapped = wrap("greeting", body("LUCKY", 100, 1).replace("hi", fits));
        HttpResponse<String> tooLong =
                postWrap("greeting-2", body("LUCKY", 100, 1).replace("hi", fits + "x"));

        assertThat(json(details(numberOf(wrapped), 1)).get("greeting").asString()).isEqualTo(fits);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(json(tooLong).get("field").asString()).isEqualTo("greeting");
    }

    @Test
    void a_wrap_without_a_right_key_is_refused() throws Exception {
        for (String key : new String[] {null, "", "\"\"", "a b", "x".repeat(129)}) {
            HttpResponse<String> answer = postWrap(key, body("LUCKY", 100, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).get("field").asString()).isEqualTo("Idempotency-Key");
        }
    }

    @Test
    void calls_without_a_right_ticket_are_refused() throws Exception {
        OrderNumber number = active("tickets", 100, 2);
        OrderNumber other = active("tickets-2", 100, 2);
        String late =
                sign(
                        new Ticket(
                                Operation.VIEW_PACKET,
                                SENDER,
                                number,
                                RequestDigest.NONE,
                                Instant.now().minusSeconds(1)));

        for (String ticket :
                new String[] {
                    null,
                    "",
                    "forged",
                    late,
                    ticket(Operation.WRAP, null),
                    ticket(Operation.VIEW_PACKET, other),
                    ticket(Operation.VIEW_PACKET, number) + "x"
                }) {
            var answer = get(url + "/v1/packets/" + link(number), ticket);
            assertThat(answer.statusCode()).as("ticket=" + ticket).isEqualTo(401);
            assertThat(json(answer).get("code").asString()).isEqualTo("unauthenticated");
        }
        assertThat(
                        batch(CombinedCalls.OPENS_PATH, Operation.GRAB, number, List.of(1L))
                                .get(0)
                                .get("problem")
                                .asString())
                .isEqualTo("unauthenticated");
    }

    /** What a wrong call would touch names its packet or its key. */
    @Test
    void a_ticket_for_another_call_is_refused_before_database_and_kafka_are_asked()
            throws Exception {
        OrderNumber number = numberOf(wrap("bound-0", body("LUCKY", 100, 2)));
        OrderNumber other = numberOf(wrap("bound-other", body("LUCKY", 100, 2)));
        String body = body("LUCKY", 100, 2);
        String wrap = ticket(Operation.WRAP, null, "/v1/packets", "bound-1", body);
        Ticket right = Ticket.of(Operation.VIEW_PACKET, SENDER, number, RequestDigest.NONE, now());
        String view = sign(right);
        String path = "/v1/packets/" + link(number);
        String event = paid(number, SENDER.value(), 100);
        String paid = signed(event, EventStream.PAYMENTS);
        String activate = ticket(Operation.ACTIVATE, number, ActivationAnswer.PATH, null, paid);
        StatementRecorder.forget();
        CollectSentKeys.forget();

        var refused = new LinkedHashMap<String, HttpResponse<String>>();
        refused.put("body", post("/v1/packets", wrap, "bound-1", body("LUCKY", 101, 2)));
        refused.put("key", post("/v1/packets", wrap, "bound-2", body));
        refused.put("no key", post("/v1/packets", wrap, null, body));
        refused.put("keys", post("/v1/packets", wrap, "bound-1", "bound-1", body));
        refused.put("query", post("/v1/packets?a=b", wrap, "bound-1", body));
        refused.put("method", get(url + "/v1/packets", wrap));
        refused.put("path", get(url + "/v1/packets/" + link(other), view));
        refused.put("view with a query", get(url + path + "?a=b", view));
        refused.put("user", get(url + path, view.replace("~" + SENDER + "~", "~1002~")));
        refused.put("end", get(url + path, sign(until(right, now()))));
        refused.put("life", get(url + path, sign(until(right, now().plusSeconds(70)))));
        refused.put("issuer", get(url + path, forged(Hop.GATEWAY_PACKET, Hop.PAY_PACKET, right)));
        refused.put("payment", post(ActivationAnswer.PATH, activate, null, paid + " "));
        String ofOtherKey = signed(event, EventStream.PACKETS);
        refused.put(
                "a ticket and no payment of the pay service",
                post(
                        ActivationAnswer.PATH,
                        ticket(Operation.ACTIVATE, number, ActivationAnswer.PATH, null, ofOtherKey),
                        null,
                        ofOtherKey));
        for (Hop asked : new Hop[] {Hop.PAY_PACKET, Hop.PACKET_PACKET}) {
            Ticket told = Ticket.of(Operation.ACTIVATE, SENDER, number, digest(paid), now());
            String ofGateway = forged(asked, Hop.GATEWAY_PACKET, told);
            refused.put(
                    "activation by the gateway as " + asked,
                    post(ActivationAnswer.PATH, ofGateway, null, paid));
        }

        // The path of a GET that nothing serves is unknown before it is anybody's.
        assertThat(refused.remove("method").statusCode()).isEqualTo(405);
        // Which of the two is meant cannot be known.
        assertThat(refused.remove("keys").statusCode()).isEqualTo(400);
        refused.forEach((what, answer) -> assertThat(answer.statusCode()).as(what).isEqualTo(401));
        assertThat(about(number, "bound-1", "bound-2")).isEmpty();
        assertThat(post("/v1/packets", wrap, "bound-1", body).statusCode()).isEqualTo(201);
        assertThat(get(url + path, view).statusCode()).isEqualTo(200);
        assertThat(post(ActivationAnswer.PATH, activate, null, paid).statusCode()).isEqualTo(200);
        assertThat(about(number, "bound-1", "bound-2")).isNotEmpty();
        Eventually.isTrue(
                "the activation is published",
                LIMIT,
                () -> CollectSentKeys.keys().contains("" + number));
    }

    @Test
    void a_ticket_in_a_batch_is_refused_before_the_database_is_asked() throws Exception {
        OrderNumber number = numberOf(wrap("bound-batch", body("LUCKY", 100, 2)));
        var right = wrapItem("bound-3", body("LUCKY", 100, 2));
        var payment = payment(number, number, 100);
        var opens =
                new CombinedCalls(
                        TestSet.now().toEpochMilli(),
                        List.of(item(Operation.OPEN, 5, number, 60_000)));
        String openWithBody =
                sign(Ticket.of(Operation.OPEN, new UserId(5), number, digest("{}"), now()));
        StatementRecorder.forget();

        JsonNode wraps =
                carry(
                        CombinedCalls.WRAPS_PATH,
                        new CombinedCalls.Item(right.ticket(), 60_000, "bound-4", right.body()),
                        new CombinedCalls.Item(right.ticket(), 60_000, null, right.body()),
                        new CombinedCalls.Item(
                                right.ticket(), 60_000, "bound-3", body("LUCKY", 102, 2)));
        JsonNode payments =
                carry(
                        CombinedCalls.ACTIVATIONS_PATH,
                        new CombinedCalls.Item(payment.ticket(), 60_000, "a-key", payment.body()),
                        new CombinedCalls.Item(
                                payment.ticket(), 60_000, null, payment.body() + " "));
        var ofGrabs =
                post(
                        CombinedCalls.OPENS_PATH,
                        batchTicket(CombinedCalls.GRABS_PATH),
                        null,
                        json.writeValueAsString(opens));
        var ofBody =
                post(
                        CombinedCalls.OPENS_PATH,
                        batchTicket(CombinedCalls.OPENS_PATH),
                        null,
                        json.writeValueAsString(
                                new CombinedCalls(
                                        TestSet.now().toEpochMilli(),
                                        List.of(
                                                new CombinedCalls.Item(
                                                        openWithBody, 60_000, null, null)))));

        assertThat(wraps.valueStream().map(answer -> answer.get("status").asInt()))
                .containsExactly(401, 401, 401);
        assertThat(payments.valueStream().map(answer -> answer.get("status").asInt()))
                .containsExactly(401, 401);
        assertThat(ofGrabs.statusCode()).isEqualTo(401);
        assertThat(json(ofBody).get("answers").get(0).get("problem").asString())
                .isEqualTo("unauthenticated");
        assertThat(about(number, "bound-3", "bound-4")).isEmpty();
    }

    @Test
    void the_same_call_again_alone_or_in_a_batch_gets_the_first_answer() throws Exception {
        CombinedCalls.Item item = wrapItem("bound-5", body("LUCKY", 100, 2));

        HttpResponse<String> first =
                post("/v1/packets", item.ticket(), item.key(), Objects.requireNonNull(item.body()));
        HttpResponse<String> again =
                post("/v1/packets", item.ticket(), item.key(), Objects.requireNonNull(item.body()));
        JsonNode carried = carry(CombinedCalls.WRAPS_PATH, item).get(0);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(carried.get("body").asString()).isEqualTo(first.body());
    }

    private static List<String> about(OrderNumber number, String... keys) {
        return Stream.concat(StatementRecorder.seen().stream(), CollectSentKeys.keys().stream())
                .filter(seen ->
                        seen.contains(number.value()) || Stream.of(keys).anyMatch(seen::contains))
                .toList();
    }

    private static Instant now() {
        return Instant.now();
    }

    private static String digest(String paid) {
        return RequestDigest.of(
                "POST", ActivationAnswer.PATH, null, paid.getBytes(StandardCharsets.UTF_8));
    }

    private static Ticket until(Ticket ticket, Instant end) {
        return new Ticket(ticket.operation(), ticket.user(), ticket.packet(), ticket.digest(), end);
    }

    /** What whoever has the keys of one hop would write for another. */
    private String forged(Hop hop, Hop ofKeys, Ticket ticket) {
        KeyRing ring = service.getBean(KeySettings.class).ticketRings().get(ofKeys);
        return new Tickets(hop.issuer(), Map.of(hop, Objects.requireNonNull(ring)))
                .sign(hop, ticket);
    }

    @Test
    void each_item_of_a_batch_has_its_own_answer() throws Exception {
        OrderNumber number = active("items", 100, 2);
        OrderNumber unknown = OrderNumber.of(number.day(), 9_999_999_999L, UP, 3);
        OrderNumber down = OrderNumber.of(number.day(), 1, DOWN, 3);
        OrderNumber unpaid = numberOf(wrap("items-unpaid", body("LUCKY", 100, 1)));
        var call =
                new CombinedCalls(
                        TestSet.now().toEpochMilli(),
                        List.of(
                                new CombinedCalls.Item("forged", 1_000, null, null),
                                item(Operation.OPEN, 5, number, 60_000),
                                item(Operation.OPEN, 5, unknown, 60_000),
                                item(Operation.OPEN, 5, down, 60_000),
                                item(Operation.OPEN, 5, unpaid, 60_000),
                                item(Operation.OPEN, 6, number, 0)));

        JsonNode answers =
                json(post(
                                CombinedCalls.OPENS_PATH,
                                batchTicket(CombinedCalls.OPENS_PATH),
                                null,
                                json.writeValueAsString(call)))
                        .get("answers");

        assertThat(answers.get(0).get("problem").asString()).isEqualTo("unauthenticated");
        assertThat(answers.get(1).get("amountFen").asLong()).isPositive();
        assertThat(answers.get(2).get("problem").asString()).isEqualTo("packet_not_found");
        assertThat(answers.get(3).get("problem").asString()).isEqualTo("set_unavailable");
        assertThat(answers.get(4).get("problem").asString()).isEqualTo("packet_not_paid");
        assertThat(answers.get(5).get("problem").asString()).isIn("overloaded", "set_unavailable");
    }

    @Test
    void many_wraps_in_one_call_have_the_answers_of_as_many_calls() throws Exception {
        JsonNode answers =
                carry(
                        CombinedCalls.WRAPS_PATH,
                        wrapItem("many-1", body("LUCKY", 100, 2)),
                        wrapItem("many-2", body("EQUAL", 101, 2)),
                        wrapItem(null, body("LUCKY", 100, 2)),
                        wrapItem("many-4", "{\"kind\":"),
                        new CombinedCalls.Item("forged", 60_000, "many-5", "{}"));

        assertThat(answers.get(0).get("status").asInt()).isEqualTo(201);
        JsonNode wrapped = json.readTree(answers.get(0).get("body").asString());
        assertThat(answers.get(0).get("location").asString())
                .isEqualTo("/v1/packets/" + wrapped.get("packetId").asString());
        assertThat(wrapped).isEqualTo(wrap("many-1", body("LUCKY", 100, 2)));
        assertThat(answers.get(1).get("status").asInt()).isEqualTo(400);
        assertThat(answers.get(1).get("body").asString()).contains("\"field\":\"totalFen\"");
        assertThat(answers.get(2).get("body").asString()).contains("Idempotency-Key");
        assertThat(answers.get(3).get("status").isNull()).isTrue();
        assertThat(answers.get(4).get("status").asInt()).isEqualTo(401);
    }

    @Test
    void many_payments_in_one_call_activate_as_many_packets() throws Exception {
        OrderNumber first = numberOf(wrap("told-1", body("LUCKY", 100, 2)));
        OrderNumber second = numberOf(wrap("told-2", body("LUCKY", 200, 2)));

        JsonNode answers =
                carry(
                        CombinedCalls.ACTIVATIONS_PATH,
                        payment(first, first, 100),
                        payment(second, second, 200),
                        payment(second, second, 201),
                        payment(first, second, 200));

        assertThat(answers.valueStream().map(answer -> answer.get("status").asInt()))
                .containsExactly(200, 200, 409, 401);
        assertThat(summary(second).get("state").asString()).isEqualTo("ACTIVE");
    }

    private CombinedCalls.Item payment(OrderNumber ofTicket, OrderNumber number, long fen) {
        String body = signed(paid(number, SENDER.value(), fen), EventStream.PAYMENTS);
        return new CombinedCalls.Item(
                ticket(Operation.ACTIVATE, ofTicket, ActivationAnswer.PATH, null, body),
                60_000,
                null,
                body);
    }

    private CombinedCalls.Item wrapItem(@Nullable String key, String body) {
        return new CombinedCalls.Item(
                ticket(Operation.WRAP, null, "/v1/packets", key, body), 60_000, key, body);
    }

    private JsonNode carry(String path, CombinedCalls.Item... items) throws Exception {
        HttpResponse<String> answer =
                post(
                        path,
                        batchTicket(path),
                        null,
                        json.writeValueAsString(
                                new CombinedCalls(TestSet.now().toEpochMilli(), List.of(items))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("answers");
    }

    @Test
    void three_hundred_users_at_once_open_exactly_a_hundred_shares() throws Exception {
        OrderNumber number = active("rush", 200_00, 100);
        List<Long> users = LongStream.rangeClosed(1, 300).boxed().toList();

        JsonNode first = batch(CombinedCalls.OPENS_PATH, Operation.OPEN, number, users);
        JsonNode again = batch(CombinedCalls.OPENS_PATH, Operation.OPEN, number, users);

        long opened = 0;
        long fen = 0;
        for (int i = 0; i < users.size(); i++) {
            JsonNode amount = first.get(i).get("amountFen");
            assertThat(again.get(i).get("amountFen")).isEqualTo(amount);
            if (!amount.isNull()) {
                opened++;
                fen += amount.asLong();
            }
        }
        assertThat(opened).isEqualTo(100);
        assertThat(fen).isEqualTo(200_00);
    }

    @Test
    void an_exclusive_packet_is_shown_to_sender_and_recipients_only() throws Exception {
        JsonNode wrapped =
                wrap(
                        "exclusive",
                        """
                        {"kind":"EXCLUSIVE","totalFen":10,"shares":2,"greeting":"","recipients":[7,8]}
                        """);
        OrderNumber number = numberOf(wrapped);

        assertThat(details(number, 7).statusCode()).isEqualTo(200);
        assertThat(details(number, SENDER.value()).statusCode()).isEqualTo(200);
        assertThat(details(number, 9).statusCode()).isEqualTo(403);
        JsonNode details = json(details(number, 8));
        assertThat(details.get("state").asString()).isEqualTo("UNPAID");
        assertThat(details.has("seed")).isFalse();
        assertThat(details.get("commitment").asString())
                .isEqualTo(wrapped.get("commitment").asString());
    }

    /** Beyond 2^53: a client whose numbers are doubles would write 1742391298237645300. */
    @Test
    void a_user_whose_id_javascript_cannot_hold_gets_the_packet_that_names_him() throws Exception {
        String id = "1742391298237645313";
        JsonNode wrapped =
                wrap(
                        "large-id",
                        String.format(
                                Locale.ROOT,
                                """
                                {"kind":"EXCLUSIVE","totalFen":10,"shares":2,"greeting":"","recipients":["%s",7.0]}
                                """,
                                id));
        OrderNumber number = numberOf(wrapped);
        activate(number, SENDER.value(), 10);

        JsonNode opens =
                batch(
                        CombinedCalls.OPENS_PATH,
                        Operation.OPEN,
                        number,
                        List.of(Long.parseLong(id), Long.parseLong(id) - 1, 7L));
        JsonNode details = json(details(number, Long.parseLong(id)));

        assertThat(opens.get(0).get("amountFen").asLong()).isEqualTo(5);
        assertThat(opens.get(1).get("problem").asString()).isEqualTo("not_a_recipient");
        assertThat(opens.get(2).get("amountFen").asLong()).isEqualTo(5);
        assertThat(details.get("senderId").stringValue()).isEqualTo("1001");
        assertThat(details.at("/opens/0/userId").stringValue()).isEqualTo(id);
        assertThat(details.at("/recipients").values())
                .extracting(JsonNode::stringValue)
                .contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "1e2", "1.00E+2", "10000e-2"})
    void an_integer_is_what_json_schema_calls_one(String hundred) throws Exception {
        JsonNode wrapped =
                wrap(
                        "integer-" + hundred,
                        String.format(
                                Locale.ROOT,
                                """
                                {"kind":"LUCKY","totalFen":%s,"shares":2.0,"greeting":""}
                                """,
                                hundred));

        assertThat(wrapped.get("totalFen").asLong()).isEqualTo(100);
        assertThat(wrapped.get("shares").asInt()).isEqualTo(2);
    }

    @Test
    void a_payment_event_activates_its_packet() throws Exception {
        OrderNumber number = numberOf(wrap("by-event", body("LUCKY", 100, 2)));

        send(number, paid(number, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(number, paid(number, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);

        Eventually.passes(
                "active",
                LIMIT,
                () ->
                        assertThat(json(details(number, 1)).get("state").asString())
                                .isEqualTo("ACTIVE"));
    }

    @Test
    void what_can_never_be_applied_is_put_aside_and_holds_up_nothing() throws Exception {
        OrderNumber number = numberOf(wrap("dead", body("LUCKY", 100, 2)));
        OrderNumber unknown = OrderNumber.of(number.day(), 9_999_999_998L, UP, 3);
        OrderNumber down = OrderNumber.of(number.day(), 1, DOWN, 3);

        send(down, paid(down, 1, 1), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(unknown, paid(unknown, 1, 1), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(number, paid(number, 2, 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(number, paid(number, SENDER.value(), 99), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(number, paid(number, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PACKETS);
        send(number, "{\"orderNumber\":7}", PacketPaidV1.TYPE, EventStream.PAYMENTS);
        for (String other :
                List.of(
                        paid(number, SENDER.value(), 100, "another-wrap", TestSet.now()),
                        paid(number, SENDER.value(), 100, "dead", yesterday()),
                        paid(number, SENDER.value(), 100, "dead", tomorrow()))) {
            send(number, other, PacketPaidV1.TYPE, EventStream.PAYMENTS);
        }
        send(number, "{}", "PacketPaidV2", EventStream.PAYMENTS);
        send(number, paid(number, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);

        Eventually.passes(
                "active",
                LIMIT,
                () ->
                        assertThat(json(details(number, 1)).get("state").asString())
                                .isEqualTo("ACTIVE"));
        assertThat(deadReasons(9))
                .containsExactlyInAnyOrder(
                        "unknown_order",
                        "other_payment",
                        "other_payment",
                        "other_payment",
                        "other_payment",
                        "other_payment",
                        "signature_wrong",
                        "malformed",
                        "type_unknown");
    }

    @Test
    void payments_that_wait_for_their_set_are_the_lag() throws Exception {
        OrderNumber number = numberOf(wrap("lag", body("LUCKY", 100, 2)));
        OrderNumber down = OrderNumber.of(number.day(), 2, DOWN, 3);

        send(down, paid(down, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(down, paid(down, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);
        send(number, paid(number, SENDER.value(), 100), PacketPaidV1.TYPE, EventStream.PAYMENTS);

        Eventually.passes("the lag", LIMIT, () -> assertThat(lag()).isGreaterThanOrEqualTo(2));
    }

    private double lag() {
        return service.getBean(MeterRegistry.class)
                .get("hongbao.consumer.lag")
                .tag("group", Topics.GROUP_ACTIVATIONS)
                .gauge()
                .value();
    }

    @Test
    void a_call_about_a_payment_that_does_not_fit_is_refused() throws Exception {
        OrderNumber number = numberOf(wrap("mismatch", body("LUCKY", 100, 2)));
        OrderNumber unknown = OrderNumber.of(number.day(), 9_999_999_997L, UP, 3);

        assertThat(activate(number, 2, 100).statusCode()).isEqualTo(409);
        assertThat(activate(number, SENDER.value(), 99).statusCode()).isEqualTo(409);
        for (String other :
                List.of(
                        paid(number, SENDER.value(), 100, "another-wrap", TestSet.now()),
                        paid(number, SENDER.value(), 100, "mismatch", yesterday()),
                        paid(number, SENDER.value(), 100, "mismatch", tomorrow()))) {
            var refused = activate(number, signed(other, EventStream.PAYMENTS));
            assertThat(refused.statusCode()).as(other).isEqualTo(409);
            assertThat(json(refused).get("code").asString()).isEqualTo("payment_mismatch");
        }
        assertThat(summary(number).get("state").asString()).isEqualTo("UNPAID");
        assertThat(activate(number, paid(number, SENDER.value(), 100)).statusCode()).isEqualTo(400);
        assertThat(activate(number, signed("{}", EventStream.PAYMENTS)).statusCode())
                .isEqualTo(400);
        assertThat(activate(unknown, SENDER.value(), 99).statusCode()).isEqualTo(404);
        assertThat(
                        activate(OrderNumber.of(number.day(), 1, DOWN, 3), SENDER.value(), 99)
                                .statusCode())
                .isEqualTo(503);
    }

    private static Instant yesterday() {
        return TestSet.now().minus(Duration.ofDays(1));
    }

    private static Instant tomorrow() {
        return TestSet.now().plus(Duration.ofDays(1));
    }

    // What the tests say.

    private OrderNumber active(String key, long totalFen, int shares) throws Exception {
        OrderNumber number = numberOf(wrap(key, body("LUCKY", totalFen, shares)));
        assertThat(activate(number, SENDER.value(), totalFen).statusCode()).isEqualTo(200);
        return number;
    }

    private static String body(String kind, long totalFen, int shares) {
        return String.format(
                Locale.ROOT,
                """
                {"kind":"%s","totalFen":%d,"shares":%d,"greeting":"hi"}
                """,
                kind,
                totalFen,
                shares);
    }

    private JsonNode wrap(String key, String body) throws Exception {
        HttpResponse<String> answer = postWrap(key, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        wrapKeys.put(numberOf(json(answer)), key);
        return json(answer);
    }

    private OrderNumber numberOf(JsonNode wrapped) {
        String packetId = wrapped.get("packetId").asString();
        return service.getBean(PacketLinks.class).check(packetId).orElseThrow();
    }

    private String link(OrderNumber number) {
        return service.getBean(PacketLinks.class).linkTo(number);
    }

    private HttpResponse<String> details(OrderNumber number, long viewer) throws Exception {
        return get(
                url + "/v1/packets/" + link(number), ticket(Operation.VIEW_PACKET, viewer, number));
    }

    private JsonNode summary(OrderNumber number) throws Exception {
        CombinedCalls.Item item = item(Operation.VIEW_SUMMARY, SENDER.value(), number, 60_000);
        return json.readTree(
                carry(CombinedCalls.SUMMARIES_PATH, item).get(0).get("body").asString());
    }

    private HttpResponse<String> activate(OrderNumber number, long payer, long fen)
            throws Exception {
        return activate(number, signed(paid(number, payer, fen), EventStream.PAYMENTS));
    }

    private HttpResponse<String> activate(OrderNumber number, String body) throws Exception {
        return post(
                ActivationAnswer.PATH,
                ticket(Operation.ACTIVATE, number, ActivationAnswer.PATH, null, body),
                null,
                body);
    }

    private String paid(OrderNumber number, long payer, long fen) {
        return paid(number, payer, fen, wrapKeys.getOrDefault(number, "k"), TestSet.now());
    }

    private String paid(OrderNumber number, long payer, long fen, String key, Instant at) {
        return json.writeValueAsString(
                new PacketPaidV1(number.value(), payer, fen, key, "CHANGE", at));
    }

    /** A payment's event as a call carries it, signed with the keys of a stream. */
    private String signed(String event, EventStream stream) {
        String groups = Topics.GROUP_ACTIVATIONS;
        String signature =
                service.getBean(EventKeys.class).of(stream).sign(PacketPaidV1.TYPE, groups, event);
        return json.writeValueAsString(
                new SignedEvent(PacketPaidV1.TYPE, groups, event, signature));
    }

    private JsonNode batch(String path, Operation operation, OrderNumber number, List<Long> users)
            throws Exception {
        var call =
                new CombinedCalls(
                        TestSet.now().toEpochMilli(),
                        users.stream().map(user -> item(operation, user, number, 60_000)).toList());
        HttpResponse<String> answer =
                post(path, batchTicket(path), null, json.writeValueAsString(call));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("answers");
    }

    private CombinedCalls.Item item(
            Operation operation, long user, OrderNumber number, int leftMs) {
        return new CombinedCalls.Item(ticket(operation, user, number), leftMs, null, null);
    }

    private String ticket(Operation operation, @Nullable OrderNumber number) {
        return ticket(operation, SENDER.value(), number);
    }

    private String ticket(Operation operation, long user, @Nullable OrderNumber number) {
        return sign(
                Ticket.of(operation, new UserId(user), number, RequestDigest.NONE, Instant.now()));
    }

    private String ticket(
            Operation operation,
            @Nullable OrderNumber number,
            String path,
            @Nullable String key,
            String body) {
        String digest = RequestDigest.of("POST", path, key, body.getBytes(StandardCharsets.UTF_8));
        return sign(Ticket.of(operation, SENDER, number, digest, Instant.now()));
    }

    private String sign(Ticket ticket) {
        return Hop.GATEWAY_PACKET.permits(ticket.operation())
                ? gateway.sign(Hop.GATEWAY_PACKET, ticket)
                : payService.sign(Hop.PAY_PACKET, ticket);
    }

    private String batchTicket(String path) {
        var ticket = Ticket.ofBatch(path, Instant.now());
        return OF_PAY_SERVICE.contains(path)
                ? payService.sign(Hop.PAY_PACKET, ticket)
                : gateway.sign(Hop.GATEWAY_PACKET, ticket);
    }

    private HttpResponse<String> postWrap(@Nullable String key, String body)
            throws IOException, InterruptedException {
        return post(
                "/v1/packets", ticket(Operation.WRAP, null, "/v1/packets", key, body), key, body);
    }

    private void send(OrderNumber number, String value, String type, EventStream stream)
            throws Exception {
        String groups = Topics.GROUP_ACTIVATIONS;
        String signature = service.getBean(EventKeys.class).of(stream).sign(type, groups, value);
        var paid =
                new ProducerRecord<>(
                        Topics.PAYMENTS,
                        Topics.partitionOf(number.set()),
                        bytes(number.value()),
                        bytes(value));
        paid.headers()
                .add(Topics.TYPE_HEADER, bytes(type))
                .add(Topics.GROUPS_HEADER, bytes(groups))
                .add(Topics.SIGNATURE_HEADER, bytes(signature));
        @SuppressWarnings("unchecked")
        Producer<byte[], byte[]> producer = service.getBean(Producer.class);
        producer.send(paid).get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> deadReasons(int count) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedKafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "test",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        StringDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        StringDeserializer.class);
        List<String> reasons = new ArrayList<>();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(deadLetters()));
            Eventually.isTrue(
                    "dead letters",
                    LIMIT,
                    () -> {
                        for (ConsumerRecord<String, String> dead :
                                consumer.poll(Duration.ofMillis(100))) {
                            reasons.add(
                                    new String(
                                            dead.headers()
                                                    .lastHeader("hongbao-dead-reason")
                                                    .value(),
                                            StandardCharsets.UTF_8));
                        }
                        return reasons.size() >= count;
                    });
        }
        return reasons;
    }

    private HttpResponse<String> get(String uri, @Nullable String ticket) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri)).timeout(LIMIT);
        if (ticket != null) {
            request.header(Tickets.HEADER, ticket);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String ticket, @Nullable String key, String body)
            throws IOException, InterruptedException {
        return post(path, ticket, key, null, body);
    }

    private HttpResponse<String> post(
            String path,
            String ticket,
            @Nullable String key,
            @Nullable String secondKey,
            String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(LIMIT)
                        .header(Tickets.HEADER, ticket)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (secondKey != null) {
            request.header("Idempotency-Key", secondKey);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }
}
