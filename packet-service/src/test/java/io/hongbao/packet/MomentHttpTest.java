package io.hongbao.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
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
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.serving.key.KeySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Moments as the gateway asks for them: what is answered, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MomentHttpTest {

    private static final UserId POSTER = new UserId(1001);
    private static final UserId VIEWER = new UserId(1002);
    private static final String BODY =
            "{\"fromFen\":50,\"toFen\":500,\"text\":\"日出\",\"contentRef\":\"album/7\"}";

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private Tickets gateway;
    private PacketLinks links;

    @BeforeAll
    void start() throws Exception {
        service = RunningPacketService.start(database, "--hongbao.moments.base-free-rate=0");
        Map<Hop, KeyRing> keys = service.getBean(KeySettings.class).ticketRings();
        gateway = new Tickets(ServiceName.GATEWAY, keys);
        links = service.getBean(PacketLinks.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private record Answer(int status, JsonNode body) {

        String code() {
            return body.get("code").asString();
        }
    }

    private Answer call(
            Operation operation,
            UserId user,
            @Nullable OrderNumber moment,
            String path,
            @Nullable String key,
            String body)
            throws Exception {
        String method = operation == Operation.SHOW_MOMENT ? "GET" : "POST";
        String digest = RequestDigest.of(method, path, key, body.getBytes(StandardCharsets.UTF_8));
        String ticket =
                gateway.sign(
                        Hop.GATEWAY_PACKET,
                        Ticket.of(operation, user, moment, digest, Instant.now()));
        var request =
                HttpRequest.newBuilder(URI.create(url("local.server.port") + path))
                        .header(Tickets.HEADER, ticket)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json.readTree(answer.body()));
    }

    private String url(String port) {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty(port);
    }

    private Answer post(@Nullable String key, String body) throws Exception {
        return call(Operation.POST_MOMENT, POSTER, null, "/v1/moments", key, body);
    }

    private OrderNumber posted(String key) throws Exception {
        return links.check(post(key, BODY).body().get("momentId").asString()).orElseThrow();
    }

    private Answer view(OrderNumber moment, UserId user) throws Exception {
        String path = "/v1/moments/" + links.linkTo(moment) + "/view";
        return call(Operation.VIEW_MOMENT, user, moment, path, null, "");
    }

    private Answer show(OrderNumber moment, UserId user) throws Exception {
        String path = "/v1/moments/" + links.linkTo(moment);
        return call(Operation.SHOW_MOMENT, user, moment, path, null, "");
    }

    @Test
    void a_post_is_answered_with_its_terms_and_a_repeat_the_same() throws Exception {
        Answer posted = post("terms", BODY);

        Answer again = post("terms", BODY);
        Answer other = post("terms", BODY.replace("500", "501"));

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.body().get("toFen").asLong()).isEqualTo(500);
        assertThat(posted.body().get("text").asString()).isEqualTo("日出");
        assertThat(posted.body().get("commitment").asString()).hasSize(64);
        assertThat(again).isEqualTo(posted);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void a_post_without_a_key_or_with_a_wrong_field_names_it() throws Exception {
        Answer keyless = post(null, BODY);
        Answer unknown = post("unknown", BODY.replace("text", "title"));
        Answer dear = post("dear", BODY.replace("500", "20001"));

        assertThat(keyless.status()).isEqualTo(400);
        assertThat(keyless.body().get("field").asString()).isEqualTo("Idempotency-Key");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().get("field").asString()).isEqualTo("title");
        assertThat(dear.body().get("field").asString()).isEqualTo("toFen");
    }

    @Test
    void a_view_is_to_be_paid_by_a_ticket_of_the_moment() throws Exception {
        OrderNumber moment = posted("to-pay");

        Answer view = view(moment, VIEWER);
        Answer again = view(moment, VIEWER);

        assertThat(view.body().get("state").asString()).isEqualTo("TO_PAY");
        assertThat(again).isEqualTo(view);
        PayTicket ticket =
                service.getBean(PayTickets.class)
                        .check(view.body().get("payTicket").asString())
                        .orElseThrow();
        assertThat(ticket.presentedAt()).isEqualTo(moment);
        assertThat(ticket.payer()).isEqualTo(VIEWER);
        assertThat(ticket.total().fen()).isEqualTo(view.body().get("amountFen").asLong());
        assertThat(ticket.payBy()).isEqualTo(Instant.parse(view.body().get("payBy").asString()));
    }

    @Test
    void the_poster_sees_it_at_once_and_is_shown_who_saw_it() throws Exception {
        OrderNumber moment = posted("poster");

        Answer view = view(moment, POSTER);
        Answer toPoster = show(moment, POSTER);
        Answer toOthers = show(moment, VIEWER);

        assertThat(view.body().get("state").asString()).isEqualTo("SEEN");
        assertThat(view.body().get("content").asString().split("\\.", -1)).hasSize(3);
        assertThat(toPoster.body().get("viewers").size()).isZero();
        assertThat(toPoster.body().get("paidFen").asLong()).isZero();
        assertThat(toOthers.body().has("viewers")).isFalse();
        assertThat(toOthers.body().get("seen").asLong()).isZero();
        assertThat(toOthers.body().has("seed")).isFalse();
    }

    @Test
    void what_has_ended_is_seen_by_nobody_new_and_its_seed_is_told() throws Exception {
        OrderNumber moment = posted("ended");
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                statement.executeUpdate(
                        String.format(
                                Locale.ROOT,
                                """
                                insert into moment_%1$d
                                select '%2$s', poster_id, 'ended-copy', fingerprint, from_fen,
                                    to_fen, text, content_ref, created_at, utc_timestamp(3)
                                from moment_%1$d
                                where moment_no = '%3$s'
                                """,
                                table,
                                copyOf(moment),
                                moment));
            }
        }

        Answer view = view(copyOf(moment), VIEWER);
        Answer shown = show(copyOf(moment), VIEWER);

        assertThat(view.status()).isEqualTo(410);
        assertThat(view.code()).isEqualTo("moment_ended");
        assertThat(shown.body().get("state").asString()).isEqualTo("ENDED");
        assertThat(shown.body().get("seed").asString()).hasSize(64);
    }

    /** Another moment, since this one is remembered as it was. */
    private static OrderNumber copyOf(OrderNumber moment) {
        return OrderNumber.of(
                LocalDate.of(2026, 11, 21), 9_999_999_999L, moment.set(), moment.table());
    }

    @Test
    void a_moment_that_there_is_not_is_not_found() throws Exception {
        OrderNumber none =
                OrderNumber.of(LocalDate.of(2026, 11, 21), 1, RunningPacketService.UP, 1);

        assertThat(view(none, VIEWER).code()).isEqualTo("moment_not_found");
        assertThat(show(none, VIEWER).code()).isEqualTo("moment_not_found");
    }

    @Test
    void the_public_keys_are_told_on_the_management_port() throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(url("local.management.port") + "/actuator/momentkeys"))
                        .build();

        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        JsonNode key = json.readTree(answer.body()).get("keys").get(0);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(key.get("alg").asString()).isEqualTo("ES256");
        assertThat(key.has("d")).isFalse();
    }
}
