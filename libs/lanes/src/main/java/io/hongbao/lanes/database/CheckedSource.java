package io.hongbao.lanes.database;

import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections of which each is checked, by one statement, before it is used: after a fail-over a
 * name may lead to a database that is set otherwise, to another one's, or to an empty one.
 */
public final class CheckedSource implements ConnectionSource {

    /** A commit is on disk, and so is its binlog event where there is a binlog. */
    private static final String DURABILITY =
            """
            select
                @@global.innodb_flush_log_at_trx_commit = 1
                    and (not @@global.log_bin or @@global.sync_binlog = 1),
                concat(
                    'innodb_flush_log_at_trx_commit=', @@global.innodb_flush_log_at_trx_commit,
                    ' log_bin=', @@global.log_bin,
                    ' sync_binlog=', @@global.sync_binlog),
            """;

    private final ConnectionSource source;
    private final @Nullable DatabaseIdentity identity;

    private CheckedSource(ConnectionSource source, @Nullable DatabaseIdentity identity) {
        this.source = source;
        this.identity = identity;
    }

    /** To a database that keeps what it acknowledged, and is this one. */
    public static CheckedSource of(DatabaseIdentity identity, ConnectionSource source) {
        return new CheckedSource(source, identity);
    }

    /** To a database that keeps what it acknowledged, whichever it is: it may be a new one. */
    public static CheckedSource durable(ConnectionSource source) {
        return new CheckedSource(source, null);
    }

    /** Throws an {@code SQLException} that says what was expected and what was found. */
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

    private void check(Connection connection) throws SQLException {
        if (identity == null) {
            requireDurable(read(connection, "null"));
            return;
        }
        Found found;
        try {
            found =
                    read(
                            connection,
                            "(select " + identity.column() + " from " + identity.table() + ")");
        } catch (SQLException failure) {
            if (DatabaseIdentity.isUnknown(failure)) {
                identity.require(Optional.empty());
            }
            throw failure;
        }
        identity.require(Optional.ofNullable(found.identity()));
        requireDurable(found);
    }

    private record Found(boolean durable, String settings, @Nullable String identity) {}

    private static Found read(Connection connection, String whose) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        DURABILITY + whose,
                        List.of(),
                        row -> new Found(row.getBoolean(1), row.getString(2), row.getString(3)))
                .getFirst();
    }

    private static void requireDurable(Found found) throws SQLException {
        if (!found.durable()) {
            throw new SQLNonTransientConnectionException(
                    "must be durable: " + found.settings(), "08004");
        }
    }
}
