package io.hongbao.lanes.commit;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.SqlCause;
import io.hongbao.lanes.fault.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The database connection of one lane, for the lane's worker alone. Opened when needed, replaced
 * after an abort or a long silence; READ COMMITTED, no autocommit.
 *
 * <p>Every failure of the database comes out as a {@link LaneFault}, also when a mapper wrapped it;
 * exceptions that have no SQLException below come out as they are. Whatever comes out, the database
 * transaction was rolled back or its connection aborted.
 */
public final class LaneConnection implements AutoCloseable {

    private final String name;
    private final ConnectSession connectSession;
    private final SessionLimits limits;
    private final FaultListener listener;
    private final MeterRegistry registry;
    private final Timer commitTime;
    private @Nullable Connection connection;
    private long usedNanos;

    public LaneConnection(
            String name, ConnectionSource source, SessionLimits limits, MeterRegistry registry) {
        this(name, source, limits, registry, FaultListener.NONE);
    }

    public LaneConnection(
            String name,
            ConnectionSource source,
            SessionLimits limits,
            MeterRegistry registry,
            FaultListener listener) {
        this.name = name;
        this.limits = limits;
        this.registry = registry;
        this.listener = listener;
        connectSession = new ConnectSession(source, limits);
        commitTime =
                Timer.builder("hongbao.lane.commit")
                        .description("The commit alone, without its statements")
                        .tag("lane", name)
                        .register(registry);
    }

    /**
     * Does the work and commits it. When this returns, it is durable; when it throws, it was rolled
     * back, except for {@code OutcomeUnknown}.
     */
    public <T extends @Nullable Object> T inTransaction(SqlWork<T> work) {
        listener.onStart();
        try {
            return committed(work);
        } finally {
            listener.onEnd();
        }
    }

    private <T extends @Nullable Object> T committed(SqlWork<T> work) {
        Connection session = session();
        T result;
        try {
            result = work.on(session);
        } catch (Throwable failure) {
            throw undo(session, failure);
        }
        commit(session);
        listener.onSuccess();
        return result;
    }

    /**
     * Reads the latest committed state, and keeps nothing open. Lost with an old connection, it is
     * done once more on a new one: reading twice harms nobody. Then {@code Unavailable}.
     */
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
        listener.onStart();
        try {
            return readTwice(work);
        } finally {
            listener.onEnd();
        }
    }

    private <T extends @Nullable Object> T readTwice(SqlWork<T> work) {
        boolean old = connection != null;
        try {
            return readOnce(work);
        } catch (OutcomeUnknown lost) {
            if (!old) {
                throw new Unavailable("cannot read: connection=" + name, lost);
            }
        }
        try {
            return readOnce(work);
        } catch (OutcomeUnknown lost) {
            throw new Unavailable("cannot read: connection=" + name, lost);
        }
    }

    private <T extends @Nullable Object> T readOnce(SqlWork<T> work) {
        Connection session = session();
        T result;
        try {
            result = work.on(session);
            // Ends the snapshot; a select alone has begun a database transaction.
            session.rollback();
        } catch (Throwable failure) {
            throw undo(session, failure);
        }
        usedNanos = nanos();
        listener.onSuccess();
        return result;
    }

    private void commit(Connection session) {
        long since = nanos();
        try {
            session.commit();
            usedNanos = nanos();
            commitTime.record(usedNanos - since, TimeUnit.NANOSECONDS);
        } catch (SQLException failure) {
            if (SqlFault.of(failure) == SqlFault.DEADLOCK) {
                rollback(session);
                throw told(new Deadlock("commit refused: connection=" + name, failure));
            }
            abort(session);
            throw told(new OutcomeUnknown("commit unanswered: connection=" + name, failure));
        } catch (RuntimeException failure) {
            abort(session);
            throw told(new OutcomeUnknown("commit unanswered: connection=" + name, failure));
        }
    }

    /** Leaves no trace of the work, and says what its failure means. Throws Errors as they are. */
    private RuntimeException undo(Connection session, Throwable failure) {
        Optional<SQLException> sql =
                failure instanceof LaneFault ? Optional.empty() : SqlCause.below(failure);
        if (sql.isEmpty()) {
            rollback(session);
            return unchecked(failure);
        }
        SqlFault fault = meaning(session, sql.get());
        if (fault == SqlFault.LOST || fault == SqlFault.REFUSED) {
            // Refused: read-only, perhaps. A new connection may lead to the new primary.
            abort(session);
        } else {
            rollback(session);
        }
        return switch (fault) {
            case DEADLOCK -> told(new Deadlock("deadlock: connection=" + name, failure));
            case DATA -> told(new DataFault("data refused: connection=" + name, failure));
            case LOST -> told(new OutcomeUnknown("no answer: connection=" + name, failure));
            case REFUSED -> told(new Unavailable("refused: connection=" + name, failure));
            case BUG -> unchecked(failure);
        };
    }

    /**
     * On a connection that is gone, every failure is its loss, whatever it says: the driver hides
     * the loss behind "no operations allowed after statement closed" when a batch is under way.
     */
    private static SqlFault meaning(Connection session, SQLException failure) {
        SqlFault fault = SqlFault.of(failure);
        return fault == SqlFault.BUG && isClosed(session) ? SqlFault.LOST : fault;
    }

    private static boolean isClosed(Connection session) {
        try {
            return session.isClosed();
        } catch (SQLException | RuntimeException _) {
            return true;
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException runtime -> runtime;
            default -> new IllegalStateException("statement failed", failure);
        };
    }

    private <F extends LaneFault> F told(F fault) {
        listener.onFault(fault);
        return fault;
    }

    private Connection session() {
        if (connection != null && nanos() - usedNanos > limits.idleMax().toNanos()) {
            close();
        }
        if (connection != null && listener.lostSinceConnected()) {
            abort(connection);
        }
        if (connection == null) {
            try {
                connection = connectSession.connect();
            } catch (SQLException failure) {
                throw told(new Unavailable("cannot connect: connection=" + name, failure));
            }
        }
        usedNanos = nanos();
        return connection;
    }

    private void rollback(Connection session) {
        try {
            session.rollback();
            usedNanos = nanos();
        } catch (SQLException | RuntimeException _) {
            // The database rolls back what a lost session leaves behind.
            abort(session);
        }
    }

    private void abort(Connection session) {
        connection = null;
        ConnectSession.discard(session);
    }

    /** Closes the connection; the next use opens one. For idle lanes and for the end. */
    @Override
    public void close() {
        Connection session = connection;
        connection = null;
        if (session != null) {
            try {
                session.close();
            } catch (SQLException | RuntimeException _) {
                ConnectSession.discard(session);
            }
        }
    }

    private long nanos() {
        return registry.config().clock().monotonicTime();
    }
}
