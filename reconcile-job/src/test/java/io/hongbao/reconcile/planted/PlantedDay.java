package io.hongbao.reconcile.planted;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.schema.WalletDatabase;
import io.hongbao.planter.DayPlan;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.planter.WriteDay;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayRun;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.repair.RepairDay;
import io.hongbao.reconcile.repair.RepairSettings;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.RunProgress;
import io.hongbao.reconcile.statement.BankStatement;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Checkout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Two SETs and two wallet shards with the services' own schema, and a day in them. */
final class PlantedDay {

    static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    /** When everything of the day, and of its packets' lifetime, is over. */
    static final Instant LATER = Instant.parse("2026-11-23T18:00:00Z");

    static final DayKeys SEEDS =
            new DayKeys(
                    Map.of(
                            LocalDate.of(2026, 1, 1),
                            SecretKey.of("seed-key-of-the-planted-day-in-letters-of-base64")));

    private static final KeyRing EVENT_KEYS =
            new KeyRing(
                    "a",
                    Map.of(
                            "a",
                            SecretKey.of("events-key-of-the-planted-day-in-letters-of-base64")));

    private final List<TestDatabase> sets =
            List.of(SharedMariaDb.newDatabase(), SharedMariaDb.newDatabase());
    private final List<TestDatabase> shards =
            List.of(SharedMariaDb.newDatabase(), SharedMariaDb.newDatabase());
    private final SuiteDatabases databases;

    PlantedDay(Path statements) {
        for (TestDatabase set : sets) {
            Flyway.configure()
                    .dataSource(set.url(), set.user(), set.password())
                    .locations(
                            "filesystem:"
                                    + Checkout.file("packet-service/src/main/resources/db/set"))
                    .load()
                    .migrate();
        }
        TestDatabase any = sets.getFirst();
        databases =
                new SuiteDatabases(
                        List.of(set(0), set(1)),
                        List.of(shard(0, 0, 49), shard(1, 50, 99)),
                        new SuiteDatabases.Login(any.user(), any.password()),
                        List.of(statements));
        databases.shards().forEach(shard -> connected(shard, any));
    }

    private static void connected(SuiteDatabases.Shard shard, TestDatabase login) {
        var wallet =
                new WalletShard(shard.name(), shard.url(), shard.slotFrom(), shard.slotTo(), true);
        var database =
                new WalletDatabase(wallet, login.user(), login.password(), SessionLimits.DEFAULT);
        database.whyDown()
                .ifPresent(mistake -> {
                    throw new IllegalStateException(mistake);
                });
    }

    private SuiteDatabases.Set set(int number) {
        return new SuiteDatabases.Set(new SetId(number), sets.get(number).url());
    }

    private SuiteDatabases.Shard shard(int number, int from, int to) {
        return new SuiteDatabases.Shard("wallet-" + number, shards.get(number).url(), from, to);
    }

    SuiteDatabases databases() {
        return databases;
    }

    /** Returns how many shares were opened. */
    long write(int packets) {
        return WriteDay.write(
                databases, new DayPlan(DAY, packets, new DayPlan.Users(100_000, 300), 7), SEEDS);
    }

    /** The same, all paid within this span, and wrapped a few seconds before. */
    long writePaid(int packets, Instant from, Duration within) {
        return WriteDay.write(
                databases,
                new DayPlan(
                        DAY,
                        packets,
                        new DayPlan.Users(100_000, 300),
                        7,
                        new DayPlan.Span(from, within)),
                SEEDS);
    }

    DaySuite suite() {
        return suite(null);
    }

    /** With a broker. */
    DaySuite suite(@Nullable KafkaClients kafka) {
        SuiteDatabases.Login login = databases.login();
        return new DaySuite(
                databases.sets().stream()
                        .map(set ->
                                new DaySuite.Set(
                                        set.id(),
                                        new DatabaseSource(
                                                "SET " + set.id(),
                                                set.url(),
                                                login.user(),
                                                login.password())))
                        .toList(),
                databases.shards().stream()
                        .map(shard ->
                                new DaySuite.Shard(
                                        new DatabaseSource(
                                                shard.name(),
                                                shard.url(),
                                                login.user(),
                                                login.password()),
                                        shard.slotFrom(),
                                        shard.slotTo()))
                        .toList(),
                SEEDS,
                new BankStatement(Map.of("bank-a", databases.statements().getFirst())),
                kafka);
    }

    DayReport reconcile() {
        return reconcile(suite(), LATER);
    }

    DayReport reconcile(LocalDate date, Instant now) {
        return new DayRun(
                        suite(),
                        DaySettings.of(date),
                        Checkpoint.inMemory(),
                        () -> now,
                        RunProgress.SILENT)
                .run();
    }

    /** The same, and what may be repaired is. */
    DayReport repair() {
        return repair(DaySettings.of(DAY));
    }

    DayReport repair(DaySettings day) {
        DaySuite suite = suite();
        var settings =
                new RepairSettings(
                        databases.login().user(),
                        databases.login().password(),
                        new EventSignatures(EVENT_KEYS));
        return new DayRun(suite, day, Checkpoint.inMemory(), () -> LATER, RunProgress.SILENT)
                .run(new RepairDay(suite, settings, () -> LATER)::repair);
    }

    static DayReport reconcile(DaySuite suite, Instant now) {
        return new DayRun(
                        suite,
                        DaySettings.of(DAY),
                        Checkpoint.inMemory(),
                        () -> now,
                        RunProgress.SILENT)
                .run();
    }

    /** All rows of all tables, without when they were written, by database and table. */
    Map<String, List<String>> rows() {
        var all = new TreeMap<String, List<String>>();
        for (TestDatabase set : sets) {
            IntStream.range(0, 10)
                    .boxed()
                    .flatMap(table -> Stream.of("send_order_" + table, "receive_order_" + table))
                    .forEach(table -> all.put(set.name() + "." + table, rows(set, table)));
        }
        for (TestDatabase shard : shards) {
            for (String table :
                    List.of("balance", "transfer", "card_document", "user_record", "outbox")) {
                all.put(shard.name() + "." + table, rows(shard, table));
            }
        }
        return all;
    }

    /** The audit of all shards: kind, subject and outcome. */
    List<String> audits() {
        return databases.shards().stream()
                .flatMap(shard ->
                        databases
                                .rows(
                                        shard.url(),
                                        row -> row.getString(1),
                                        "select concat_ws(' ', kind, subject, outcome) from repair")
                                .stream())
                .toList();
    }

    List<String> outboxes() {
        return databases.shards().stream()
                .flatMap(shard ->
                        databases
                                .rows(
                                        shard.url(),
                                        row -> row.getString(1),
                                        "select events from outbox")
                                .stream())
                .toList();
    }

    private static List<String> rows(TestDatabase database, String table) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from " + table)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String column = row.getMetaData().getColumnName(i);
                    if (!List.of("posted_at", "updated_at").contains(column)) {
                        text.append(column).append('=').append(row.getString(i)).append(' ');
                    }
                }
                rows.add(text.toString());
            }
            rows.sort(String::compareTo);
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
