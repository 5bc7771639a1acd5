package io.hongbao.lanes.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connects as lanes need it: READ COMMITTED, no autocommit, short limits. */
final class ConnectSession {

    private final ConnectionSource source;
    private final SessionLimits limits;

    ConnectSession(ConnectionSource source, SessionLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    Connection connect() throws SQLException {
        Connection session = source.connect();
        try {
            session.setNetworkTimeout(Runnable::run, (int) limits.answerMax().toMillis());
            try (Statement statement = session.createStatement()) {
                statement.execute("set session transaction isolation level read committed");
                statement.execute(
                        "set session innodb_lock_wait_timeout = "
                                + limits.lockWaitMax().toSeconds()
                                + ", wait_timeout = "
                                + limits.silenceMax().toSeconds());
            }
            session.setAutoCommit(false);
            return session;
        } catch (SQLException | RuntimeException failure) {
            discard(session);
            throw failure;
        }
    }

    /** Aborts a connection without telling the database, which may not answer. */
    static void discard(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException | RuntimeException _) {
            // It is gone either way.
        }
    }
}
