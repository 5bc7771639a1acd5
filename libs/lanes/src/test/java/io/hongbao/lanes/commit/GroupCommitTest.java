package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane, its connection and a real database together. */
class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LaneSettings SETTINGS =
            LaneSettings.of("one", "test").withDrainMax(PATIENCE);
    private static final SessionLimits LIMITS = PatientLimits.LIMITS;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    /** Inserts numbers; a number that is there already is answered as well: idempotent. */
    private static List<String> insertAll(LaneConnection connection, List<Integer> batch) {
        return connection.inTransaction(session -> {
            List<String> there = Numbers.query(session, "select id from numbers for update");
            try (PreparedStatement insert =
                    session.prepareStatement("insert into numbers values (?, ?)")) {
                for (int id : batch) {
                    if (!there.contains(Integer.toString(id))) {
                        insert.setInt(1, id);
                        insert.setInt(2, id % 100 == 99 ? 1_000 : 0);
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            return batch.stream().map(id -> "inserted " + id).toList();
        });
    }

    private Lane<Integer, String> start(TestDatabase database) {
        return start(database, new CountDownLatch(0));
    }

    /** No batch is handled before the latch is down. */
    private Lane<Integer, String> start(TestDatabase database, CountDownLatch begin) {
        var source = new MysqlSource(database.url(), database.user(), database.password(), LIMITS);
        var connection = new LaneConnection("one", source, LIMITS, registry);
        return Lane.start(
                SETTINGS,
                new GroupCommit<>(
                        connection,
                        (own, batch) -> {
                            await(begin);
                            return insertAll(own, batch);
                        }),
                InstantSource.system(),
                registry);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(CompletableFuture<String> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException _) {
            return future.exceptionNow().getClass().getSimpleName();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Test
    void a_hundred_commands_need_few_commits_and_a_bad_one_hurts_no_other() throws SQLException {
        TestDatabase database = SharedMariaDb.newDatabase();
        Numbers.createTable(database);
        var answers = new ArrayList<CompletableFuture<String>>();
        var allWait = new CountDownLatch(1);
        try (var lane = start(database, allWait)) {
            for (int id = 3; id <= 102; id++) {
                answers.add(lane.submit(id, Instant.MAX));
            }
            allWait.countDown();
        }

        List<String> texts = answers.stream().map(GroupCommitTest::answer).toList();

        assertThat(texts.get(96)).isEqualTo("DataFault");
        assertThat(texts).filteredOn(text -> text.startsWith("inserted")).hasSize(99);
        assertThat(Numbers.ids(database)).hasSize(101).doesNotContain("99");
        assertThat(registry.get("hongbao.lane.commit").timer().count()).isBetween(1L, 30L);
    }

    /** The server is killed while commands run: what was acknowledged is there afterwards. */
    @Test
    void what_was_answered_survives_a_killed_server(@TempDir Path directory) throws Exception {
        try (var server = MariaDbServer.start(directory)) {
            server.createDatabase("killed");
            server.createUser("hongbao", "local-only-hongbao");
            var database =
                    new TestDatabase(
                            "killed", server.url("killed"), "hongbao", "local-only-hongbao");
            Numbers.createTable(database);
            var answers = new ArrayList<CompletableFuture<String>>();
            try (var lane = start(database)) {
                submitUntilKilled(lane, server, answers);
                server.start();
                Eventually.isTrue(
                        "goes on",
                        PATIENCE,
                        () -> answer(lane.submit(2_000_000, Instant.MAX)).startsWith("inserted"));
            }
            check(database, answers);
        }
    }

    private static void submitUntilKilled(
            Lane<Integer, String> lane,
            MariaDbServer server,
            List<CompletableFuture<String>> answers) {
        for (int id = 0; id < 400; id++) {
            // Multiples of 100: values in range.
            answers.add(lane.submit(1_000 + id * 100, Instant.MAX));
            if (id == 100) {
                answer(answers.getLast());
            }
            if (id == 200) {
                server.kill();
            }
        }
        answers.forEach(GroupCommitTest::answer);
    }

    private static void check(TestDatabase database, List<CompletableFuture<String>> answers)
            throws SQLException {
        List<String> ids = Numbers.ids(database);
        var seen = new ArrayList<String>();
        for (int i = 0; i < answers.size(); i++) {
            String id = Integer.toString(1_000 + i * 100);
            String text = answer(answers.get(i));
            seen.add(text);
            if (text.startsWith("inserted")) {
                assertThat(ids).contains(id);
            } else if (text.equals("Unavailable")) {
                assertThat(ids).doesNotContain(id);
            }
        }
        assertThat(seen).anyMatch(text -> text.startsWith("inserted"));
        assertThat(seen).anyMatch(text -> !text.startsWith("inserted"));
    }

    @Test
    void an_idle_lane_has_no_connection() throws SQLException {
        TestDatabase database = SharedMariaDb.newDatabase();
        Numbers.createTable(database);
        var source = new MysqlSource(database.url(), database.user(), database.password(), LIMITS);
        var connection = new LaneConnection("one", source, LIMITS, registry);
        try (var lane =
                        Lane.start(
                                SETTINGS.withIdleAfter(Duration.ofMillis(1)),
                                new GroupCommit<>(connection, GroupCommitTest::insertAll),
                                InstantSource.system(),
                                registry);
                Connection other = database.connect()) {
            answer(lane.submit(3, Instant.MAX));

            Eventually.isTrue(
                    "closed",
                    PATIENCE,
                    () ->
                            Numbers.query(
                                            other,
                                            "select count(*) from information_schema.processlist"
                                                    + " where db = database()")
                                    .getFirst()
                                    .equals("1"));
        }
    }
}
