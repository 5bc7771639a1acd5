package io.hongbao.packet.store;

import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.packet.breaker.SetProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes a row and deletes it again in one database transaction on a connection of its own: a
 * commit as any other, which leaves nothing, and waits for nobody's lock.
 */
public final class WriteProbe implements SetProbe {

    private final ConnectionSource source;

    public WriteProbe(ConnectionSource source) {
        this.source = source;
    }

    @Override
    public void write() throws SQLException {
        Connection connection = source.connect();
        try {
            write(connection);
        } catch (SQLException | RuntimeException failure) {
            // Not closed: a database that does not answer would not answer that either.
            connection.abort(Runnable::run);
            throw failure;
        }
        connection.close();
    }

    private static void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    insert into outbox (table_no, created_at, events)
                    values (-1, utc_timestamp(3), '')
                    """);
            statement.executeUpdate("delete from outbox where id = last_insert_id()");
        }
        connection.commit();
    }
}
