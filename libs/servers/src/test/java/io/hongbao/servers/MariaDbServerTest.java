package io.hongbao.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServerTest {

    @TempDir Path directory;

    @Test
    void what_was_committed_survives_a_kill() throws SQLException {
        try (var server = MariaDbServer.start(directory)) {
            server.createDatabase("books");
            try (Connection connection = server.connect("books");
                    Statement statement = connection.createStatement()) {
                statement.execute("create table page (id int primary key)");
                statement.execute("insert into page (id) values (7)");
            }

            server.kill();
            assertThat(server.alive()).isFalse();
            server.start();

            assertThat(number(server.connect("books"), "select id from page")).isEqualTo(7);
        }
    }

    @Test
    void a_hung_server_answers_again_after_it_is_resumed() throws SQLException {
        try (var server = MariaDbServer.start(directory)) {
            String hasty = server.url("") + "?connectTimeout=300&socketTimeout=300";
            server.hang();

            assertThatThrownBy(() -> DriverManager.getConnection(hasty, "root", ""))
                    .isInstanceOf(SQLException.class);
            server.resume();

            assertThat(number(server.connect(""), "select 1")).isEqualTo(1);
        }
    }

    @Test
    void a_hung_server_can_be_stopped() {
        try (var server = MariaDbServer.start(directory)) {
            server.hang();

            server.stop();

            assertThat(server.alive()).isFalse();
        }
    }

    @Test
    void commits_are_durable_and_times_are_utc() throws SQLException {
        try (var server = MariaDbServer.start(directory)) {
            assertThat(number(server.connect(""), "select @@innodb_flush_log_at_trx_commit"))
                    .isEqualTo(1);
            assertThat(number(server.connect(""), "select timediff(now(), utc_timestamp()) = 0"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_reader_changes_nothing() throws SQLException {
        try (var server = MariaDbServer.start(directory)) {
            server.createDatabase("books");
            server.createUser("writer", "w");
            server.createReader("reader", "r");
            try (Connection writer =
                            DriverManager.getConnection(server.url("books"), "writer", "w");
                    Statement statement = writer.createStatement()) {
                statement.execute("create table page (id int primary key)");
            }

            try (Connection reader =
                            DriverManager.getConnection(server.url("books"), "reader", "r");
                    Statement statement = reader.createStatement()) {
                statement.executeQuery("select id from page").close();
                assertThatThrownBy(() -> statement.execute("insert into page (id) values (1)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
            }
        }
    }

    @Test
    void a_server_that_outlives_its_starter_is_found_by_its_pid_file() {
        var settings = MariaDbServer.Settings.in(directory).outlivesUs(directory.resolve("db.pid"));
        var cache = ServerCache.ofThisUser();
        try (var server = MariaDbServer.of(settings, cache)) {
            server.start();

            var found = MariaDbServer.of(settings, cache);
            assertThat(found.alive()).isTrue();
            found.kill();

            assertThat(server.alive()).isFalse();
            assertThat(MariaDbServer.of(settings, cache).alive()).isFalse();
        }
    }

    @Test
    void a_server_whose_port_is_taken_says_so() {
        try (var first = MariaDbServer.start(directory.resolve("first"))) {
            var settings = MariaDbServer.Settings.in(directory.resolve("second"));
            var second = MariaDbServer.of(settings.port(first.port()), ServerCache.ofThisUser());

            // It would be answered by the first one, so being answered is not enough.
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port must be free");
        }
    }

    @Test
    void each_shared_database_is_empty() throws SQLException {
        var first = SharedMariaDb.newDatabase();
        var second = SharedMariaDb.newDatabase();
        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table page (id int primary key)");
        }

        assertThat(
                        number(
                                second.connect(),
                                """
                                select count(*) from information_schema.tables
                                where table_schema = database()
                                """))
                .isZero();
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
