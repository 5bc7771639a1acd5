package io.hongbao.events.outbox;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.lanes.fault.LaneFault;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what relays left behind: rows of the tables owned now that are older than an age. By
 * age, never by a watermark, since ids are not committed in their order. A row that cannot be
 * published holds up no other; a broker that takes nothing ends the run.
 */
public final class OutboxSweeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);

    /** Counting stops here: more is only "very many". */
    private static final int COUNT_MAX = 100_000;

    private static final long CLOSE_MAX_SECONDS = 5;

    private final SweepSettings settings;
    private final IntPredicate owned;
    private final LaneConnection connection;
    private final InstantSource clock;
    private final OutboxMetrics metrics;
    private final PublishRows publishRows;
    private final ScheduledExecutorService timer;

    /**
     * Where the last run stopped short of the end, else 0. Only so that the same rows do not stop
     * every run: each round begins at the lowest id again.
     */
    private long goOnAfterId;

    /** As it was read. */
    private record StoredRow(long id, String events) {}

    /**
     * Makes a sweeper; {@link #start} sets it going.
     *
     * @param owned the table numbers that are this instance's now, asked at each run
     * @param connection belongs to the sweeper from now on
     */
    public OutboxSweeper(
            SweepSettings settings,
            IntPredicate owned,
            LaneConnection connection,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry registry) {
        this.settings = settings;
        this.owned = owned;
        this.connection = connection;
        this.clock = clock;
        metrics = new OutboxMetrics(settings.name(), "table", registry);
        publishRows = new PublishRows(publisher, connection, metrics);
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .name("outbox-sweeper-" + settings.name())
                                .daemon()
                                .factory());
    }

    /** Sweeps at every interval from now on. */
    public void start() {
        long millis = settings.interval().toMillis();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::sweepSafely, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void sweepSafely() {
        try {
            sweep();
        } catch (LaneFault fault) {
            log.warn("sweep failed: outbox={} fault={}", settings.name(), fault.toString());
        } catch (Throwable bug) {
            // Thrown further, it would end the schedule.
            log.error("sweep failed: outbox={}", settings.name(), bug);
        }
    }

    /** One run, in the caller's thread: batch after batch. The number of rows published. */
    public synchronized int sweep() {
        String tables =
                IntStream.range(0, settings.tableCount())
                        .filter(owned)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        if (tables.isEmpty()) {
            return 0;
        }
        try {
            int published = sweepTables(tables, clock.instant().minus(settings.age()));
            metrics.pending().set(connection.read(session -> count(session, tables)));
            return published;
        } finally {
            // Sweeping is rare: the connection is better given back to the database.
            connection.close();
        }
    }

    private int sweepTables(String tables, Instant olderThan) {
        int published = 0;
        for (int batch = 0; batch < settings.batchesMax(); batch++) {
            long afterId = goOnAfterId;
            List<StoredRow> page =
                    connection.read(session -> page(session, tables, olderThan, afterId));
            List<CommittedRow> rows = page.stream().flatMap(this::decoded).toList();
            int arrived = rows.isEmpty() ? 0 : publishRows.publish(rows);
            published += arrived;
            boolean end = page.size() < settings.rowsMax();
            goOnAfterId = end ? 0 : page.getLast().id();
            if (end || arrived == 0) {
                break;
            }
        }
        return published;
    }

    private List<StoredRow> page(Connection session, String tables, Instant olderThan, long afterId)
            throws SQLException {
        return SqlQuery.rows(
                session,
                String.format(
                        Locale.ROOT,
                        """
                        select id, events
                        from outbox
                        where id > ? and created_at < ? and table_no in (%s)
                        order by id
                        limit ?
                        """,
                        tables),
                List.of(afterId, SqlTime.utc(olderThan), settings.rowsMax()),
                row -> new StoredRow(row.getLong(1), row.getString(2)));
    }

    /** None for a row that nobody can read; it stays. */
    private Stream<CommittedRow> decoded(StoredRow row) {
        try {
            return Stream.of(new CommittedRow(row.id(), OutboxRow.decode(row.events())));
        } catch (IllegalArgumentException broken) {
            log.error("cannot read row: outbox={} id={}", settings.name(), row.id(), broken);
            return Stream.empty();
        }
    }

    private static int count(Connection session, String tables) throws SQLException {
        String select =
                "select count(*) from (select id from outbox where table_no in ("
                        + tables
                        + ") limit ?) rows_left";
        return SqlQuery.rows(session, select, List.of(COUNT_MAX), row -> row.getInt(1)).getFirst();
    }

    /** Ends the schedule and waits, for a bounded time, for a run that is under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(CLOSE_MAX_SECONDS, TimeUnit.SECONDS)) {
                log.warn("sweep still running: outbox={}", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.close();
    }
}
