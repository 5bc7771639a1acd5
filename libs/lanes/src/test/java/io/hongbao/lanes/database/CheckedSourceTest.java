package io.hongbao.lanes.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckedSourceTest {

    private static final DatabaseIdentity FIRST = identity("first");
    private static final DatabaseIdentity SECOND = identity("second");
    private static final SessionLimits PATIENT =
            new SessionLimits(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));

    private final TestDatabase database = SharedMariaDb.newDatabase();

    private static DatabaseIdentity identity(String name) {
        return new DatabaseIdentity("database " + name, "test_identity", "name", name);
    }

    @BeforeEach
    void makeTable() throws SQLException {
        execute("create table test_identity (only_row int not null primary key, name varchar(9))");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CheckedSource checked(DatabaseIdentity identity) {
        return CheckedSource.of(identity, source(database));
    }

    private static MysqlSource source(TestDatabase to) {
        return new MysqlSource(to.url(), to.user(), to.password(), PATIENT);
    }

    private void claim(DatabaseIdentity identity) throws SQLException {
        try (Connection connection = database.connect()) {
            identity.claim(connection);
        }
    }

    @Test
    void a_database_is_for_ever_the_first_that_claimed_it() throws SQLException {
        claim(FIRST);
        claim(FIRST);

        assertThatThrownBy(() -> claim(SECOND))
                .hasMessage("must be the database of database second: test_identity=first");
        assertThatThrownBy(() -> checked(SECOND).connect())
                .hasMessage("must be the database of database second: test_identity=first");
        try (Connection connection = checked(FIRST).connect()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void a_database_that_nobody_claimed_is_nobodys() {
        assertThatThrownBy(() -> checked(FIRST).connect())
                .hasMessage("must be the database of database first: test_identity=none");
    }

    @Test
    void an_empty_database_is_nobodys() throws SQLException {
        execute("drop table test_identity");

        assertThatThrownBy(() -> checked(FIRST).connect())
                .hasMessage("must be the database of database first: test_identity=none");
        try (Connection connection = database.connect()) {
            assertThat(FIRST.read(connection)).isEmpty();
        }
    }

    @Test
    void a_database_that_may_forget_commits_is_refused(@TempDir Path directory) {
        try (MariaDbServer server = MariaDbServer.start(directory)) {
            server.createDatabase("lossy");
            server.createUser(database.user(), database.password());
            var lossy =
                    new TestDatabase(
                            "lossy", server.url("lossy"), database.user(), database.password());
            server.execute("create table lossy.test_identity (only_row int, name varchar(9))");
            server.execute("insert into lossy.test_identity values (1, 'first')");
            server.execute("set global innodb_flush_log_at_trx_commit = 2");

            assertThatThrownBy(() -> CheckedSource.of(FIRST, source(lossy)).connect())
                    .hasMessageStartingWith("must be durable: innodb_flush_log_at_trx_commit=2 ");
            assertThatThrownBy(() -> CheckedSource.durable(source(lossy)).connect())
                    .hasMessageStartingWith("must be durable: innodb_flush_log_at_trx_commit=2 ");
        }
    }
}
