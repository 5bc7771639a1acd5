package io.hongbao.reconcile.stage;

import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.read.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * At most one run a day. Held in the wallet shards themselves ({@code get_lock}, which needs no
 * right), so it holds between machines, and ends with the process however that ends; a file would
 * do neither. One shard that both runs reach is enough.
 */
public final class DayLock implements AutoCloseable {

    private static final String NAME = "concat('reconcile ', ?, ' ', md5(database()))";

    private static final String TAKE = "select get_lock(" + NAME + ", 0)";

    /** A database may notice only after a while that a connection was closed. */
    private static final String GIVE_BACK = "select release_lock(" + NAME + ")";

    private final LocalDate day;

    private final List<Snapshot> holders = new ArrayList<>();

    private DayLock(LocalDate day) {
        this.day = day;
    }

    /** Throws {@link CannotReadException} when another run has the day. */
    public static DayLock take(List<DatabaseSource> shards, LocalDate day) {
        var lock = new DayLock(day);
        boolean taken = true;
        for (DatabaseSource shard : shards) {
            try {
                taken &= lock.take(shard);
            } catch (CannotReadException down) {
                // It cannot be compared either, and the report will say so.
            }
        }
        if (!taken) {
            lock.close();
            throw new CannotReadException("the day", "another run reconciles " + day + " now");
        }
        return lock;
    }

    private boolean take(DatabaseSource shard) {
        Snapshot holder = Snapshot.take(shard);
        holders.add(holder);
        return holder.number(TAKE, day.toString()) == 1;
    }

    @Override
    public void close() {
        for (Snapshot holder : holders) {
            try (holder) {
                holder.number(GIVE_BACK, day.toString());
            } catch (CannotReadException e) {
                // The lock is gone with its connection.
            }
        }
        holders.clear();
    }
}
