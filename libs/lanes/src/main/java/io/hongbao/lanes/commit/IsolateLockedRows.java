package io.hongbao.lanes.commit;

import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.RowLocked;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A handler in which a row that somebody else holds costs only the commands that need it. It is
 * waited for once, as long as the session waits for locks; then those commands are refused by
 * {@link RowLocked}, and no batch waits for the row until it was found free. For one lane alone.
 *
 * @param <K> what a row is known by
 */
public final class IsolateLockedRows<C, R, K> implements CommitHandler<C, R> {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** More are forgotten, and each waited for once more. */
    private static final int LOCKED_MAX = 10_000;

    private final CommitHandler<C, R> handler;
    private final Function<C, Set<K>> rowsOf;
    private final FindLocked<K> findLocked;
    private final Set<K> locked = new HashSet<>();

    /**
     * Around a handler.
     *
     * @param rowsOf the rows that a command's handling locks
     */
    public IsolateLockedRows(
            CommitHandler<C, R> handler, Function<C, Set<K>> rowsOf, FindLocked<K> findLocked) {
        this.handler = handler;
        this.rowsOf = rowsOf;
        this.findLocked = findLocked;
    }

    /** Looks for rows that exist and cannot be locked now. */
    @FunctionalInterface
    public interface FindLocked<K> {

        /** Waits for none of them. What it locks is released by the caller. */
        Set<K> among(Connection connection, Set<K> rows) throws SQLException;
    }

    @Override
    public List<R> handle(LaneConnection connection, List<C> batch) {
        if (!locked.isEmpty()) {
            Set<K> known = rowsOf(batch);
            known.retainAll(locked);
            refuseLocked(connection, batch, known);
        }
        try {
            return handler.handle(connection, batch);
        } catch (Deadlock fault) {
            if (fault.hasErrorCode(LOCK_WAIT_TIMEOUT)) {
                refuseLocked(connection, batch, rowsOf(batch));
            }
            throw fault;
        }
    }

    private Set<K> rowsOf(List<C> batch) {
        var rows = new HashSet<K>();
        batch.forEach(command -> rows.addAll(rowsOf.apply(command)));
        return rows;
    }

    /** Returns when none of these is locked. */
    private void refuseLocked(LaneConnection connection, List<C> batch, Set<K> suspects) {
        if (suspects.isEmpty()) {
            return;
        }
        Set<K> found = connection.read(session -> findLocked.among(session, suspects));
        locked.removeAll(suspects);
        if (found.isEmpty()) {
            return;
        }
        if (locked.size() + found.size() > LOCKED_MAX) {
            locked.clear();
        }
        locked.addAll(found);
        var commands = new BitSet(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            if (rowsOf.apply(batch.get(i)).stream().anyMatch(found::contains)) {
                commands.set(i);
            }
        }
        throw new RowLocked("locked by others: rows=" + found.size(), commands);
    }
}
