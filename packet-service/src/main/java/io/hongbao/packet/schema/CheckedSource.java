package io.hongbao.packet.schema;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;

/**
 * Connections of which each is checked: after a fail-over a name may lead to a database that is set
 * otherwise, or to another SET's.
 */
public final class CheckedSource implements ConnectionSource {

    private final ConnectionSource source;
    private final Check check;

    /** Throws when a connection must not be used. */
    private interface Check {

        void check(Connection connection) throws SQLException;
    }

    private CheckedSource(ConnectionSource source, Check check) {
        this.source = source;
        this.check = check;
    }

    /** To the database of this SET. */
    public static CheckedSource of(SetId set, ConnectionSource source) {
        return new CheckedSource(source, connection -> SetIdentity.check(connection, set));
    }

    /**
     * To databases that keep what they acknowledged: a commit is on disk, and so is its binlog
     * event where there is a binlog.
     */
    public static CheckedSource durable(ConnectionSource source) {
        return new CheckedSource(source, CheckedSource::checkDurable);
    }

    private static void checkDurable(Connection connection) throws SQLException {
        List<String> mistakes =
                SqlQuery.rows(
                        connection,
                        """
                        select concat(
                            'innodb_flush_log_at_trx_commit=',
                            @@global.innodb_flush_log_at_trx_commit,
                            ' log_bin=', @@global.log_bin,
                            ' sync_binlog=', @@global.sync_binlog)
                        from dual
                        where @@global.innodb_flush_log_at_trx_commit <> 1
                            or (@@global.log_bin and @@global.sync_binlog <> 1)
                        """,
                        List.of(),
                        row -> row.getString(1));
        if (!mistakes.isEmpty()) {
            throw new SQLNonTransientConnectionException(
                    "must be durable: " + mistakes.getFirst(), "08004");
        }
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.connect();
        try {
            check.check(connection);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
