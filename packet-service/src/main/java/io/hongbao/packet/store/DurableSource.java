package io.hongbao.packet.store;

import io.hongbao.lanes.commit.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Connections to databases that keep what they acknowledged: a commit is on disk, and so is its
 * binlog event where there is a binlog. A database that is set otherwise is not used, after a
 * fail-over neither.
 */
public final class DurableSource implements ConnectionSource {

    private final ConnectionSource source;

    public DurableSource(ConnectionSource source) {
        this.source = source;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.connect();
        try {
            check(connection);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select @@global.innodb_flush_log_at_trx_commit, @@global.log_bin,
                                    @@global.sync_binlog
                                """)) {
            row.next();
            int flush = row.getInt(1);
            boolean binlog = row.getBoolean(2);
            long sync = row.getLong(3);
            if (flush != 1 || (binlog && sync != 1)) {
                throw new SQLNonTransientConnectionException(
                        String.format(
                                Locale.ROOT,
                                "must be durable: innodb_flush_log_at_trx_commit=%d log_bin=%b sync_binlog=%d",
                                flush,
                                binlog,
                                sync),
                        "08004");
            }
        }
    }
}
