package io.hongbao.lanes.day;

import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Write locks on tables, until closed. While anybody waits for such a lock, all others wait behind,
 * so the wait itself is cut short: the database's own limit is a second at least, which is longer
 * than a lane waits for an answer.
 */
public final class TableLock implements AutoCloseable {

    private final Statement statement;

    private TableLock(Statement statement) {
        this.statement = statement;
    }

    /** Throws {@link TablesInUse} when the locks could not be had within {@code waitMax}. */
    public static TableLock take(Connection connection, List<String> tables, Duration waitMax)
            throws SQLException {
        String names = String.join(", ", tables);
        String locks = tables.stream().map(it -> it + " write").collect(Collectors.joining(", "));
        Statement statement = connection.createStatement();
        var wait = new BoundedWait(statement);
        Thread timer = Thread.ofVirtual().name("table-lock").start(() -> wait.end(waitMax));
        try {
            boundWaits(connection);
            statement.execute("lock tables " + locks);
        } catch (SQLException failure) {
            statement.close();
            throw wait.over()
                    ? new TablesInUse(names, failure)
                    : TablesInUse.orSame(names, failure);
        } finally {
            wait.over();
            timer.interrupt();
        }
        return new TableLock(statement);
    }

    /** From now on, no statement of the connection waits longer than a second for a table. */
    public static void boundWaits(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "set session lock_wait_timeout = 1");
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            statement.execute("unlock tables");
        }
    }

    /** Cancels the statement, unless it is over before. */
    private static final class BoundedWait {

        private final Statement statement;
        private boolean over;
        private boolean cancelled;

        BoundedWait(Statement statement) {
            this.statement = statement;
        }

        void end(Duration max) {
            try {
                Thread.sleep(max);
            } catch (InterruptedException overBefore) {
                return;
            }
            cancel();
        }

        private synchronized void cancel() {
            if (over) {
                return;
            }
            cancelled = true;
            try {
                statement.cancel();
            } catch (SQLException stillBounded) {
                // The session's own limit ends the wait.
            }
        }

        /** Whether it was cancelled; from now on it will not be. */
        synchronized boolean over() {
            over = true;
            return cancelled;
        }
    }
}
