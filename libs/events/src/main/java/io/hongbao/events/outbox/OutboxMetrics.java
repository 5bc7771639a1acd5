package io.hongbao.events.outbox;

import io.hongbao.lanes.lane.LatestGauge;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one outbox. */
final class OutboxMetrics {

    private final AtomicInteger pending = new AtomicInteger();
    private final LatestGauge pendingGauge;
    private final Counter published;
    private final Counter failed;
    private final Counter left;

    /**
     * @param where {@code memory} for events that wait in the relay, {@code table} for rows that
     *     the sweeper counted
     */
    OutboxMetrics(String outbox, String where, MeterRegistry registry) {
        var tags = Tags.of("outbox", outbox, "where", where);
        pendingGauge =
                LatestGauge.builder(
                                "hongbao.outbox.pending",
                                pending::get,
                                "Not yet published: events in memory, rows in the table")
                        .register(tags, registry);
        published =
                Counter.builder("hongbao.outbox.published")
                        .description("Events acknowledged by the broker")
                        .tags(tags)
                        .register(registry);
        failed =
                Counter.builder("hongbao.outbox.failures")
                        .description("Events not acknowledged in time; they stay in the table")
                        .tags(tags)
                        .register(registry);
        left =
                Counter.builder("hongbao.outbox.left")
                        .description("Rows left to the sweeper, because memory was full")
                        .tags(tags)
                        .register(registry);
    }

    AtomicInteger pending() {
        return pending;
    }

    void published(int arrived, int lost) {
        published.increment(arrived);
        failed.increment(lost);
    }

    void left() {
        left.increment();
    }

    void close() {
        pendingGauge.close();
    }
}
