package io.hongbao.events.outbox;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A database with an outbox in it. */
final class OutboxTable {

    /** No machine exceeds them, however slow. */
    private static final SessionLimits PATIENT =
            new SessionLimits(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final MeterRegistry registry;

    OutboxTable(MeterRegistry registry) throws SQLException {
        this.registry = registry;
        execute(Outbox.TABLE);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    LaneConnection connection(String name) {
        return new LaneConnection(
                name,
                new MysqlSource(database.url(), database.user(), database.password(), PATIENT),
                PATIENT,
                registry);
    }

    /** Commits one row. */
    long write(int tableNo, List<OutboxEvent> events, Instant now) {
        try (LaneConnection connection = connection("writer")) {
            return connection.inTransaction(session -> write(session, tableNo, events, now));
        }
    }

    List<Long> ids() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select id from outbox order by id")) {
            var ids = new ArrayList<Long>();
            while (found.next()) {
                ids.add(found.getLong(1));
            }
            return ids;
        }
    }

    /** Writes a row by itself, and returns its id. */
    static long write(Connection connection, int tableNo, List<OutboxEvent> events, Instant now)
            throws SQLException {
        return new SqlScript().add(Outbox.row(tableNo, events, now)).runForKey(connection);
    }
}
