package io.hongbao.ledgerconsumer;

import io.hongbao.contracts.event.MomentPostedV1;
import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.reconcile.SetSource;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands for the packet service: writes the rows of packets into a SET database and makes the
 * events that it would publish. Its tables are those that the conservation check reads.
 */
final class PlayedSet {

    static final SetId ID = new SetId(0);
    static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final AtomicLong sequence = new AtomicLong();

    PlayedSet() {
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            run(
                    String.format(
                            Locale.ROOT,
                            """
                            create table send_order_%d (
                                order_no char(22) character set ascii collate ascii_bin primary key,
                                sender_id bigint, kind varchar(16), total_fen bigint, share_count int,
                                recipients text, wrap_key varchar(128) character set ascii,
                                lifetime_ms bigint,
                                state varchar(16), fen_left bigint, shares_left int, pay_by datetime(3),
                                paid_at datetime(3), expires_at datetime(3), ended_at datetime(3),
                                due_at datetime(3))
                            """,
                            table));
            run(
                    String.format(
                            Locale.ROOT,
                            """
                            create table receive_order_%d (
                                order_no char(22) character set ascii collate ascii_bin, share_no smallint,
                                user_id bigint, amount_fen bigint, opened_at datetime(3),
                                primary key (order_no, share_no), unique (order_no, user_id))
                            """,
                            table));
        }
        run(
                """
                create table outbox (id bigint auto_increment primary key, table_no smallint,
                    created_at datetime(3), events longtext)
                """);
        run(
                """
                create table archived_day (day date, table_no tinyint, detached_at datetime(3),
                    paid_packets bigint, paid_fen bigint, shares bigint, opened_fen bigint,
                    refunded_packets bigint, refunded_fen bigint)
                """);
    }

    SetSource source() {
        return new SetSource(ID, database.url(), database.user(), database.password());
    }

    /** An event as the topic carries it. */
    record Event(UserId user, String key, String type, String groups, String json) {}

    OrderNumber nextNumber() {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence.getAndIncrement(), ID, 0);
    }

    /** A packet whose payment is posted already. */
    Packet activate(OrderNumber number, UserId sender, long totalFen, int shares) {
        run(
                String.format(
                        Locale.ROOT,
                        """
                        insert into send_order_0 values ('%s', %s, 'LUCKY', %d, %d, null, '%s', 86400000, 'ACTIVE',
                            %d, %d, '2026-11-21 04:15:00', '2026-11-21 04:00:00.123',
                            '2026-11-22 04:00:00.123', null, '2026-11-22 04:00:00.123')
                        """,
                        number,
                        sender,
                        totalFen,
                        shares,
                        "wrap-" + number,
                        totalFen,
                        shares));
        return new Packet(number, sender, totalFen, shares);
    }

    /** What the SET tells when a moment was posted, and when somebody has seen it free or paid. */
    List<Event> seenMoment(OrderNumber moment, UserId poster, UserId viewer, long fen) {
        return List.of(
                event(
                        poster,
                        moment,
                        new MomentPostedV1(moment.value(), poster.value(), "日出", NOON)),
                event(
                        viewer,
                        moment,
                        new MomentSeenV1(
                                moment.value(),
                                viewer.value(),
                                poster.value(),
                                fen,
                                "日出",
                                NOON.plusSeconds(5))));
    }

    final class Packet {

        final OrderNumber number;
        final UserId sender;
        final long totalFen;
        private final int shares;
        private int opened;
        private long fenLeft;
        private final List<Event> events = new ArrayList<>();

        private Packet(OrderNumber number, UserId sender, long totalFen, int shares) {
            this.number = number;
            this.sender = sender;
            this.totalFen = totalFen;
            this.shares = shares;
            fenLeft = totalFen;
            events.add(
                    event(
                            sender,
                            number,
                            new PacketActivatedV1(
                                    number.value(),
                                    sender.value(),
                                    "LUCKY",
                                    totalFen,
                                    shares,
                                    "恭喜发财🧧",
                                    NOON,
                                    NOON.plusSeconds(86_400))));
        }

        Packet open(UserId user, long fen) {
            return open(user, fen, "LUCKY");
        }

        /** As {@link #open} of the only share, but of what was paid to see a moment. */
        Packet earn(UserId poster) {
            events.clear();
            return open(poster, totalFen, "VIEW");
        }

        private Packet open(UserId user, long fen, String kind) {
            int shareNo = opened++;
            fenLeft -= fen;
            boolean finished = opened == shares;
            run(
                    String.format(
                            Locale.ROOT,
                            "insert into receive_order_0 values ('%s', %d, %s, %d, '2026-11-21 04:00:05')",
                            number,
                            shareNo,
                            user,
                            fen),
                    String.format(
                            Locale.ROOT,
                            """
                            update send_order_0 set fen_left = %d, shares_left = %d, state = '%s',
                                ended_at = %s, due_at = %s where order_no = '%s'
                            """,
                            fenLeft,
                            shares - opened,
                            finished ? "FINISHED" : "ACTIVE",
                            finished ? "'2026-11-21 04:00:05'" : "null",
                            finished ? "null" : "expires_at",
                            number));
            events.add(
                    event(
                            user,
                            number,
                            new ShareOpenedV1(
                                    number.value(),
                                    shareNo,
                                    user.value(),
                                    fen,
                                    NOON.plusSeconds(5),
                                    sender.value(),
                                    kind,
                                    "恭喜发财🧧")));
            return this;
        }

        /** As the SET tells of its last open, only that it is not so long ago. */
        Packet finish(UserId luckiest, long luckiestFen, Instant at) {
            events.add(
                    event(
                            sender,
                            number,
                            NotificationV1.finished(
                                    number.value(),
                                    sender.value(),
                                    totalFen,
                                    luckiest.value(),
                                    luckiestFen,
                                    at)));
            return this;
        }

        Packet refund() {
            run(
                    String.format(
                            Locale.ROOT,
                            """
                            update send_order_0 set state = 'REFUNDED', due_at = null,
                                ended_at = '2026-11-22 04:00:01' where order_no = '%s'
                            """,
                            number));
            events.add(
                    event(
                            sender,
                            number,
                            new PacketRefundedV1(
                                    number.value(),
                                    sender.value(),
                                    fenLeft,
                                    shares - opened,
                                    NOON.plusSeconds(86_401))));
            return this;
        }

        /** All that happened to it so far, in order. */
        List<Event> events() {
            return List.copyOf(events);
        }
    }

    private static Event event(
            UserId user, OrderNumber number, io.hongbao.contracts.event.Event event) {
        return new Event(
                user,
                number.value(),
                event.type(),
                String.join(",", event.groups()),
                JSON.writeValueAsString(event));
    }

    /** One database transaction. */
    private void run(String... sqls) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : sqls) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(String.join(";", sqls), e);
        }
    }
}
