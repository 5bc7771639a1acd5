package io.hongbao.reconcile;

import io.hongbao.contracts.id.SetId;
import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two SETs and two wallet shards with a packet in every state, all in order, and the SQL to spoil
 * it. The tables are written here as the check expects them; the whole-suite tests run it against
 * those that the services make.
 *
 * <p>Users 1001 (sender), 1002 and 1003 live in wallet-0 (slots 0–49), 1060 in wallet-1.
 */
final class PlantedSuite {

    static final String UNPAID = "2026112100000000010000";
    static final String ACTIVE = "2026112100000000020000";
    static final String FINISHED = "2026112100000000030013";
    static final String REFUNDED = "2026112100000000040019";
    static final String CLOSED = "2026112100000000050000";

    static final BankBooks BOOKS = new BankBooks(100_00 + 3_00, 2, 0, 0);

    private static final List<Integer> TABLES_IN_USE = List.of(0, 3, 9);

    private final Map<String, TestDatabase> databases =
            Map.of(
                    "set-000", SharedMariaDb.newDatabase(),
                    "set-001", SharedMariaDb.newDatabase(),
                    "wallet-0", SharedMariaDb.newDatabase(),
                    "wallet-1", SharedMariaDb.newDatabase());

    PlantedSuite() {
        run("set-000", setSchema());
        run("set-001", setSchema());
        run("wallet-0", WALLET_SCHEMA);
        run("wallet-1", WALLET_SCHEMA);
    }

    Conservation conservation() {
        return Conservation.of(
                        List.of(set(0, "set-000"), set(1, "set-001")),
                        List.of(wallet("wallet-0", 0, 49), wallet("wallet-1", 50, 99)))
                .withBank(() -> BOOKS);
    }

    TestDatabase database(String name) {
        return Objects.requireNonNull(databases.get(name));
    }

    void run(String database, List<String> sqls) {
        try (Connection connection = database(database).connect();
                Statement statement = connection.createStatement()) {
            for (String sql : sqls) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything as it must be. */
    void plantCleanRows() {
        for (String set : List.of("set-000", "set-001")) {
            run(
                    set,
                    TABLES_IN_USE.stream()
                            .flatMap(table ->
                                    Stream.of(
                                            "delete from send_order_" + table,
                                            "delete from receive_order_" + table))
                            .toList());
            run(set, List.of("delete from outbox", "delete from archived_day"));
        }
        for (String wallet : List.of("wallet-0", "wallet-1")) {
            run(
                    wallet,
                    List.of(
                            "delete from balance",
                            "delete from transfer",
                            "delete from card_document",
                            "delete from outbox"));
        }
        run("set-000", List.of(unpaid(), active(), share(0, ACTIVE, 0, 1002, 40), closed()));
        run(
                "set-001",
                List.of(
                        finished(),
                        share(3, FINISHED, 0, 1003, 120),
                        share(3, FINISHED, 1, 1060, 180),
                        refunded(),
                        share(9, REFUNDED, 0, 1060, 50)));
        run(
                "wallet-0",
                List.of(
                        transfer("TOP_UP", "1001:t1", "bank", "user:1001", 100_00, 1001, null),
                        transfer("PACKET_PAY", ACTIVE, "user:1001", "escrow", 100, 1001, "k2"),
                        transfer("PACKET_PAY", FINISHED, "bank", "escrow", 300, 1001, "k3"),
                        transfer("PACKET_PAY", REFUNDED, "user:1001", "escrow", 150, 1001, "k4"),
                        credit(ACTIVE, 0, 1002, 40),
                        credit(FINISHED, 0, 1003, 120),
                        transfer("PACKET_REFUND", REFUNDED, "escrow", "user:1001", 100, 1001, null),
                        balance(1001, 100_00 - 100 - 150 + 100),
                        balance(1002, 40),
                        balance(1003, 120)));
        run(
                "wallet-1",
                List.of(
                        credit(FINISHED, 1, 1060, 180),
                        credit(REFUNDED, 0, 1060, 50),
                        balance(1060, 230)));
    }

    private static String unpaid() {
        return order(0, UNPAID, "k1", 100, 2, "UNPAID", 100, 2, "null, null, null, pay_by");
    }

    private static String active() {
        return order(
                0, ACTIVE, "k2", 100, 2, "ACTIVE", 60, 1, "paid_at_, expires_, null, expires_");
    }

    private static String finished() {
        return order(
                3, FINISHED, "k3", 300, 2, "FINISHED", 0, 0, "paid_at_, expires_, ended_, null");
    }

    private static String refunded() {
        return order(
                9, REFUNDED, "k4", 150, 3, "REFUNDED", 100, 2, "paid_at_, expires_, ended_, null");
    }

    private static String closed() {
        return order(0, CLOSED, "k5", 100, 1, "CLOSED", 100, 1, "null, null, ended_, null");
    }

    private static String order(
            int table,
            String number,
            String key,
            long total,
            int shares,
            String state,
            long left,
            int sharesLeft,
            String times) {
        String timesText =
                times.replace("paid_at_", "'2026-11-21 10:01:00.000'")
                        .replace("expires_", "'2026-11-22 10:01:00.000'")
                        .replace("ended_", "'2026-11-22 10:02:00.000'")
                        .replace("pay_by", "'2026-11-21 10:15:00.000'");
        return String.format(
                Locale.ROOT,
                """
                insert into send_order_%d (order_no, sender_id, kind, total_fen, share_count, greeting,
                    wrap_key, lifetime_ms, state, version, fen_left, shares_left, created_at, pay_by,
                    paid_at, expires_at, ended_at, due_at)
                values ('%s', 1001, 'LUCKY', %d, %d, 'hello', '%s', 86400000, '%s', 1, %d, %d,
                    '2026-11-21 10:00:00.000', '2026-11-21 10:15:00.000', %s)
                """,
                table,
                number,
                total,
                shares,
                key,
                state,
                left,
                sharesLeft,
                timesText);
    }

    static String share(int table, String number, int shareNo, long user, long fen) {
        return String.format(
                Locale.ROOT,
                "insert into receive_order_%d values ('%s', %d, %d, %d, '2026-11-21 10:02:00.000')",
                table,
                number,
                shareNo,
                user,
                fen);
    }

    static String credit(String number, int shareNo, long user, long fen) {
        return transfer(
                "SHARE_CREDIT", number + ":" + shareNo, "escrow", "user:" + user, fen, user, null);
    }

    static String transfer(
            String kind,
            String businessNo,
            String debit,
            String credit,
            long fen,
            long user,
            @Nullable String wrapKey) {
        return String.format(
                Locale.ROOT,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                values ('%s', '%s', '%s', '%s', %d, %d, %s,
                    '2026-11-21 10:03:00.000', '2026-11-21 10:03:00.000')
                """,
                kind,
                businessNo,
                debit,
                credit,
                fen,
                user,
                wrapKey == null ? "null" : "'" + wrapKey + "'");
    }

    static String balance(long user, long fen) {
        return "insert into balance (user_id, balance_fen, updated_at) values ("
                + user
                + ", "
                + fen
                + ", '2026-11-21 10:03:00.000')";
    }

    private SetSource set(int number, String name) {
        TestDatabase it = database(name);
        return new SetSource(new SetId(number), it.url(), it.user(), it.password());
    }

    private WalletSource wallet(String name, int from, int to) {
        TestDatabase it = database(name);
        return new WalletSource(name, it.url(), it.user(), it.password(), from, to);
    }

    private static final String OUTBOX =
            """
            create table outbox (id bigint auto_increment primary key, table_no smallint not null,
                created_at datetime(3) not null, events longtext not null, key (created_at))
            """;

    private static final String ARCHIVED_DAY =
            """
            create table archived_day (day date not null, table_no tinyint not null,
                packets bigint not null, paid_packets bigint not null, paid_fen bigint not null,
                shares bigint not null, opened_fen bigint not null,
                refunded_packets bigint not null, refunded_fen bigint not null,
                begun_at datetime(3) not null, detached_at datetime(3),
                primary key (day, table_no))
            """;

    private static final String AMOUNT_RULE =
            "create table amount_rule (rule_no smallint not null) select 1 as rule_no";

    private static List<String> setSchema() {
        return Stream.concat(
                        IntStream.range(0, 10).boxed().flatMap(PlantedSuite::tablePair),
                        Stream.of(OUTBOX, ARCHIVED_DAY, AMOUNT_RULE))
                .toList();
    }

    /** Without the unique key of (order, user), so that a breach of it can be planted. */
    private static Stream<String> tablePair(int table) {
        return Stream.of(
                String.format(
                        Locale.ROOT,
                        """
                        create table send_order_%d (
                            order_no char(22) character set ascii collate ascii_bin primary key,
                            sender_id bigint not null, kind varchar(16) not null,
                            total_fen bigint not null, share_count int not null,
                            greeting varchar(64) character set utf8mb4 not null, recipients text,
                            wrap_key varchar(128) character set ascii collate ascii_bin not null,
                            lifetime_ms bigint not null, state varchar(16) not null,
                            version int not null, fen_left bigint not null, shares_left int not null,
                            created_at datetime(3) not null, pay_by datetime(3) not null,
                            paid_at datetime(3), expires_at datetime(3), ended_at datetime(3),
                            due_at datetime(3), key (due_at))
                        """,
                        table),
                String.format(
                        Locale.ROOT,
                        """
                        create table receive_order_%d (
                            order_no char(22) character set ascii collate ascii_bin,
                            share_no smallint, user_id bigint not null, amount_fen bigint not null,
                            opened_at datetime(3) not null, primary key (order_no, share_no))
                        """,
                        table));
    }

    private static final List<String> WALLET_SCHEMA =
            List.of(
                    """
                    create table balance (user_id bigint primary key, balance_fen bigint not null,
                        updated_at datetime(3) not null)
                    """,
                    """
                    create table transfer (
                        kind varchar(16) character set ascii collate ascii_bin,
                        business_no varchar(160) character set ascii collate ascii_bin,
                        debit_account varchar(32) character set ascii collate ascii_bin not null,
                        credit_account varchar(32) character set ascii collate ascii_bin not null,
                        amount_fen bigint not null, user_id bigint not null,
                        wrap_key varchar(128) character set ascii collate ascii_bin,
                        business_at datetime(3) not null, posted_at datetime(3) not null,
                        primary key (kind, business_no), unique (user_id, wrap_key))
                    """,
                    """
                    create table card_document (
                        number varchar(192) character set ascii collate ascii_bin primary key,
                        amount_fen bigint not null, state varchar(16) not null)
                    """,
                    OUTBOX);
}
