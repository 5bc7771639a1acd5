package io.hongbao.pay.record;

import static io.hongbao.pay.TestPayService.NOON;
import static io.hongbao.pay.TestPayService.newPacket;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RecordListTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = TestPayService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void add(List<UserRecord> records) {
        try (LaneConnection connection = connect()) {
            new Records().add(connection, records);
        }
    }

    private static LaneConnection connect() {
        var database = service.wallets.databases().get(0);
        return new LaneConnection(
                "records",
                new MysqlSource(
                        database.url(), database.user(), database.password(), TestWallets.PATIENT),
                TestWallets.PATIENT,
                new SimpleMeterRegistry());
    }

    private static UserRecord sent(UserId user, OrderNumber packet) {
        return UserRecord.sent(user, packet, PacketKind.LUCKY, new Money(5_00), 5, NOON, "恭喜发财🧧");
    }

    @Test
    void what_came_back_of_a_sent_packet_is_in_the_list() {
        UserId li = newUser();
        OrderNumber refunded = newPacket();
        OrderNumber finished = newPacket();
        add(List.of(sent(li, refunded), sent(li, finished)));
        try (LaneConnection connection = connect()) {
            new LedgerWrites(service.clock)
                    .post(
                            connection,
                            List.of(Transfer.packetRefund(refunded, li, new Money(1_23), NOON)));
        }

        JsonNode items = service.list(li, "?direction=sent").body().path("items");

        assertThat(items.get(0).path("packetId").asString("")).isEqualTo(link(finished));
        assertThat(items.get(0).has("refundedFen")).isFalse();
        assertThat(items.get(1).path("refundedFen").asLong(0)).isEqualTo(1_23);
    }

    @Test
    void how_a_sent_packet_stands_is_in_the_list_unless_its_set_does_not_answer() {
        UserId li = newUser();
        OrderNumber open = newPacket();
        OrderNumber out = newPacket();
        OrderNumber finishedLongAgo = newPacket();
        OrderNumber refundedLongAgo = newPacket();
        add(
                List.of(
                        sent(li, open),
                        sent(li, out),
                        sent(li, finishedLongAgo),
                        sent(li, refundedLongAgo)));
        service.packets.has(
                new PacketSummary(open.value(), li.value(), 5_00, 1_50, 2, "ACTIVE", NOON));
        service.packets.isUnavailable(out);
        try (LaneConnection connection = connect()) {
            Transfer back = Transfer.packetRefund(refundedLongAgo, li, new Money(1_23), NOON);
            new LedgerWrites(service.clock).post(connection, List.of(back));
        }

        JsonNode items = service.list(li, "?direction=sent").body().path("items");

        assertThat(
                        items.valueStream()
                                .map(item ->
                                        String.join(
                                                " ",
                                                item.path("state").asString("-"),
                                                item.path("openedFen").asString("-"),
                                                item.path("openedShares").asString("-"),
                                                item.path("refundedFen").asString("-"))))
                .containsExactly(
                        "REFUNDED 377 - 123", "FINISHED 500 5 -", "- - - -", "ACTIVE 150 2 -");
    }

    private static String link(OrderNumber packet) {
        return service.bean(PacketLinks.class).linkTo(packet);
    }

    @Test
    void a_list_shows_what_was_received_and_from_whom() {
        UserId li = newUser();
        OrderNumber packet = newPacket();
        add(
                List.of(
                        UserRecord.received(
                                li,
                                packet,
                                PacketKind.LUCKY,
                                new Money(1_23),
                                new UserId(77),
                                NOON,
                                "恭喜发财🧧")));

        Answer answer = service.list(li, "?direction=received");

        assertThat(answer.body().toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                """
                                {"items":[{"packetId":"%s","kind":"LUCKY","amountFen":123,\
                                "at":"2026-11-21T04:00:00.123Z","greeting":"恭喜发财🧧","senderId":"77"}],\
                                "nextCursor":null}\
                                """,
                                link(packet)));
        assertThat(service.list(li, "?direction=sent").body().path("items")).isEmpty();
    }

    @Test
    void pages_follow_each_other_newest_first() {
        UserId li = newUser();
        var packets = new ArrayList<OrderNumber>();
        var records = new ArrayList<UserRecord>();
        for (int i = 0; i < 7; i++) {
            OrderNumber packet = newPacket();
            packets.addFirst(packet);
            // Pairs of equal times.
            records.add(
                    UserRecord.sent(
                            li,
                            packet,
                            PacketKind.EQUAL,
                            new Money(1_00),
                            5,
                            NOON.plusSeconds(i / 2),
                            ""));
        }
        add(records);

        var seen = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = service.list(li, "?direction=sent&limit=3" + cursor);
            for (JsonNode item : page.body().path("items")) {
                seen.add(item.path("packetId").asString(""));
                assertThat(item.path("shares").asInt(0)).isEqualTo(5);
            }
            cursor = "&cursor=" + page.text("nextCursor");
            pages++;
        } while (cursor.length() > "&cursor=".length());

        assertThat(pages).isEqualTo(3);
        assertThat(seen).isEqualTo(packets.stream().map(RecordListTest::link).toList());
    }

    @Test
    void what_was_earned_is_listed_for_each_viewer_who_paid_and_is_no_received_packet() {
        UserId li = newUser();
        UserId wang = newUser();
        OrderNumber view = newPacket();
        add(
                List.of(
                        UserRecord.received(
                                li, view, PacketKind.VIEW, new Money(1_77), wang, NOON, "日出")));

        JsonNode earned = service.moments(li, "?role=earned").body().path("items");

        assertThat(earned.toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "[{\"packetId\":\"%s\",\"at\":\"%s\",\"text\":\"日出\","
                                        + "\"viewerId\":\"%s\",\"amountFen\":177}]",
                                link(view),
                                NOON,
                                wang));
        assertThat(service.list(li, "?direction=received").body().path("items")).isEmpty();
    }

    @Test
    void moments_are_listed_by_who_posted_and_who_has_seen_them_and_packets_without_them() {
        UserId li = newUser();
        UserId wang = newUser();
        OrderNumber free = newPacket();
        OrderNumber paid = newPacket();
        add(
                List.of(
                        UserRecord.posted(li, free, NOON, "日出"),
                        UserRecord.seen(wang, free, Money.ZERO, li, NOON.plusSeconds(1), "日出"),
                        UserRecord.seen(wang, paid, new Money(1_77), li, NOON.plusSeconds(2), "")));

        JsonNode posted = service.moments(li, "?role=posted").body().path("items");
        Answer seen = service.moments(wang, "?role=seen&limit=1");

        assertThat(posted.toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "[{\"momentId\":\"%s\",\"at\":\"%s\",\"text\":\"日出\"}]",
                                link(free),
                                NOON));
        assertThat(seen.body().path("items").toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "[{\"momentId\":\"%s\",\"at\":\"%s\",\"text\":\"\","
                                        + "\"posterId\":\"%s\",\"amountFen\":177}]",
                                link(paid),
                                NOON.plusSeconds(2),
                                li));
        JsonNode rest =
                service.moments(wang, "?role=seen&cursor=" + seen.text("nextCursor")).body();
        assertThat(rest.path("items").get(0).path("amountFen").asLong(-1)).isZero();
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(service.list(li, "?direction=sent").body().path("items")).isEmpty();
        assertThat(service.list(wang, "?direction=received").body().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', role",
        "?role=both, role",
        "?role=sent, role",
        "?role=seen&limit=0, limit",
        "?role=seen&cursor=x, cursor"
    })
    void what_breaks_a_rule_of_the_list_of_moments_is_named(String query, String field) {
        Answer answer = service.moments(newUser(), query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "'', direction",
        "?direction=both, direction",
        "?direction=SENT, direction",
        "?direction=seen, direction",
        "?direction=sent&limit=0, limit",
        "?direction=sent&limit=101, limit",
        "?direction=sent&limit=-1, limit",
        "?direction=sent&limit=ten, limit",
        "?direction=sent&limit=, limit",
        "?direction=sent&cursor=, cursor",
        "?direction=sent&cursor=nonsense, cursor"
    })
    void a_query_that_breaks_a_rule_is_refused_by_its_parameter(String query, String field) {
        Answer answer = service.list(newUser(), query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.word()).isEqualTo("invalid_request");
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @Test
    void an_unknown_user_has_an_empty_wallet_and_empty_lists() {
        UserId li = newUser();

        assertThat(service.wallet(li).body().toString())
                .isEqualTo(String.format(Locale.ROOT, "{\"changeFen\":0,\"asOf\":\"%s\"}", NOON));
        assertThat(service.list(li, "?direction=sent&limit=100").body().toString())
                .isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }
}
