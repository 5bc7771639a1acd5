package io.hongbao.packet.set;

import io.hongbao.lanes.commit.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Knows how many of its connections are open. */
final class CountedSource implements ConnectionSource {

    private final ConnectionSource source;
    private final List<Connection> opened = new ArrayList<>();

    CountedSource(ConnectionSource source) {
        this.source = source;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.connect();
        synchronized (opened) {
            forgetClosed();
            opened.add(connection);
        }
        return connection;
    }

    /** How many are open now. Asks no database. */
    int inUse() {
        synchronized (opened) {
            forgetClosed();
            return opened.size();
        }
    }

    private void forgetClosed() {
        opened.removeIf(CountedSource::closed);
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException lost) {
            return true;
        }
    }
}
