package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.set.LiveSets.Entry;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.ServerCache;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue with a SET that cannot be used does not count, until it can. */
final class RefusedSetsTest {

    private static final String USER = "hongbao";
    private static final String PASSWORD = "local-only-hongbao";

    private final TestDatabase first = SharedMariaDb.newDatabase();
    private final TestDatabase second = SharedMariaDb.newDatabase();
    @TempDir private Path directory;
    @TempDir private Path data;

    @Test
    void a_set_that_is_down_is_refused_and_counts_by_itself_once_it_is_up() {
        try (MariaDbServer server = MariaDbServer.start(data);
                LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            makeDatabase(server);
            server.stop();

            sets.write(Entry.of(0, first, 60), new Entry(2, server.url("set_002"), 100));

            sets.awaitRefusal("set=002", "Connection refused");
            assertThat(sets.current().weights()).isEqualTo(Map.of(new SetId(0), 100));
            assertThat(sets.wrap().number().set()).isEqualTo(new SetId(0));
            server.start();
            sets.awaitWeights(Map.of(0, 60, 2, 100));
            assertThat(sets.wrapOn(2).number().set()).isEqualTo(new SetId(2));
        }
    }

    private static void makeDatabase(MariaDbServer server) {
        server.createUser(USER, PASSWORD);
        server.createDatabase("set_002");
    }

    @Test
    void a_set_that_loses_what_it_acknowledged_is_refused() {
        var settings = MariaDbServer.Settings.in(data).notDurable();
        try (MariaDbServer server = MariaDbServer.of(settings, ServerCache.ofThisUser());
                LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            server.start();
            makeDatabase(server);

            sets.write(Entry.of(0, first, 100), new Entry(2, server.url("set_002"), 100));

            sets.awaitRefusal("set=002", "must be durable: innodb_flush_log_at_trx_commit=");
            assertThat(sets.current().sets()).hasSize(1);
        }
    }

    @Test
    void a_set_that_was_down_at_the_start_keeps_no_other_change_from_counting() {
        Entry down = new Entry(1, "jdbc:mysql://127.0.0.1:1/none", 100);
        try (LiveSets sets =
                LiveSets.startPartly(directory, first, Entry.of(0, first, 100), down)) {
            sets.write(Entry.of(0, first, 70), new Entry(1, down.url(), 50));
            sets.awaitWeights(Map.of(0, 70, 1, 50));
            assertThat(sets.router().find(new SetId(1))).isEmpty();

            sets.write(Entry.of(0, first, 70), Entry.of(1, second, 50));

            sets.awaitOpen(1, second.url());
            assertThat(sets.wrapOn(1).number().set()).isEqualTo(new SetId(1));
        }
    }

    @Test
    void a_schema_whose_migration_failed_is_refused_until_it_is_mended() throws SQLException {
        LiveSets.start(directory, second, Entry.of(1, second, 100)).close();
        LiveSetsTest.execute(
                second, "update flyway_schema_history set success = 0 where version = '0002'");
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
            sets.awaitRefusal(
                    "set=001",
                    "must have the schema of this build",
                    "Detected failed migration to version 0002");

            LiveSetsTest.execute(
                    second, "update flyway_schema_history set success = 1 where version = '0002'");

            sets.awaitWeights(Map.of(0, 100, 1, 100));
        }
    }

    @Test
    void a_schema_that_may_not_be_made_is_refused() throws SQLException {
        LiveSetsTest.execute(second, "create table order_sequence (table_no int)");
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));

            sets.awaitRefusal("set=001", "must have the schema of this build");
        }
    }

    /** Half a migration would have to be mended by hand. */
    @Test
    void a_stop_waits_for_a_schema_that_is_being_made() throws SQLException {
        LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100));
        sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
        Eventually.isTrue(
                "the schema is being made",
                LiveSets.LIMIT,
                () -> {
                    try (var connection = second.connect();
                            var statement = connection.createStatement();
                            var row = statement.executeQuery("select 1 from order_sequence")) {
                        return row.next();
                    }
                });

        sets.close();

        assertThat(migrationsOf(second)).isEqualTo(migrationsOf(first));
    }

    private static int migrationsOf(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select count(*) from flyway_schema_history where success")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void a_newer_schema_is_good() throws SQLException {
        LiveSets.start(directory, second, Entry.of(1, second, 100)).close();
        LiveSetsTest.execute(
                second,
                """
                insert into flyway_schema_history (installed_rank, version, description, type,
                    script, checksum, installed_by, execution_time, success)
                values (9000, '9000', 'of a later build', 'SQL', 'V9000__of_a_later_build.sql',
                    1, 'hongbao', 1, 1)
                """);
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));

            sets.awaitWeights(Map.of(0, 100, 1, 100));
        }
    }
}
