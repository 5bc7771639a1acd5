package io.hongbao.events.outbox;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.lane.BatchHandler;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes what was just committed, then deletes it, both in batches. Never blocks a caller, and
 * holds at most {@code eventsMax} events: what it cannot take, or cannot publish, stays in the
 * table for the {@link OutboxSweeper}.
 *
 * <p>A lone row is published at once. Under load the next batch begins {@link #BETWEEN_BATCHES}
 * after the last one did: a batch costs the broker, the database and the consumers much the same
 * whatever its size, and nobody waits for an answer here.
 */
public final class OutboxRelay implements AutoCloseable {

    static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);

    private final int eventsMax;
    private final OutboxMetrics metrics;
    private final AtomicInteger pending;
    private final Lane<CommittedRow, Boolean> lane;

    /**
     * Starts the relay's lane.
     *
     * @param settings of its lane; {@link #settings} has what fits
     * @param eventsMax the most events held in memory
     * @param connection for the deletes; belongs to the relay from now on
     */
    public OutboxRelay(
            LaneSettings settings,
            int eventsMax,
            LaneConnection connection,
            EventPublisher publisher,
            MeterRegistry registry) {
        this.eventsMax = eventsMax;
        metrics = new OutboxMetrics(settings.name(), "memory", registry);
        pending = metrics.pending();
        var publishRows = new PublishRows(publisher, connection, metrics);
        lane =
                Lane.start(
                        settings,
                        new Publish(publishRows, connection),
                        // Rows have no deadline, so any time will do.
                        InstantSource.fixed(Instant.EPOCH),
                        registry);
    }

    /** Settings for the lane of a relay. */
    public static LaneSettings settings(String name) {
        return LaneSettings.of(name, "relay").withBatchMax(64);
    }

    /**
     * Publishes the events of a committed row soon, or leaves them to the sweeper. Never blocks,
     * never throws.
     */
    public void publish(long rowId, List<OutboxEvent> events) {
        int size = events.size();
        if (pending.addAndGet(size) > eventsMax) {
            pending.addAndGet(-size);
            metrics.left();
            return;
        }
        // Whatever comes of it, it is not needed here: the row stays until it is published.
        var _ =
                lane.submit(new CommittedRow(rowId, List.copyOf(events)), Instant.MAX)
                        .whenComplete((_, _) -> pending.addAndGet(-size));
    }

    /** Publishes what is in memory for a bounded time; the rest stays in the table. */
    @Override
    public void close() {
        lane.close();
        metrics.close();
    }

    /** Handles rows; a row that could not be published needs nobody's attention here. */
    private record Publish(PublishRows publishRows, LaneConnection connection)
            implements BatchHandler<CommittedRow, Boolean> {

        @Override
        public List<Boolean> handle(List<CommittedRow> rows) {
            long untilNanos = System.nanoTime() + BETWEEN_BATCHES.toNanos();
            publishRows.publish(rows);
            LockSupport.parkNanos(untilNanos - System.nanoTime());
            return Collections.nCopies(rows.size(), true);
        }

        @Override
        public void whenIdle() {
            connection.close();
        }

        @Override
        public void whenClosed() {
            connection.close();
        }
    }
}
