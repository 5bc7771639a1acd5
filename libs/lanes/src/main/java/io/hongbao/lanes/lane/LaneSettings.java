package io.hongbao.lanes.lane;

import java.time.Duration;

/**
 * Limits of one lane.
 *
 * @param name which lane, in metrics, thread names and faults; one living lane per name and kind
 * @param kind what sort of lane, in metrics
 * @param queueMax the most commands that wait; the next one is refused
 * @param batchMax the most commands of one batch
 * @param idleAfter how long nothing must have come before the handler is told
 * @param drainMax the shutdown delay: how long closing waits for what is in the lane
 */
public record LaneSettings(
        String name,
        String kind,
        int queueMax,
        int batchMax,
        Duration idleAfter,
        Duration drainMax) {

    private static final Duration TIME_MAX = Duration.ofHours(1);

    public LaneSettings {
        atLeastOne("queueMax", queueMax);
        atLeastOne("batchMax", batchMax);
        positive("idleAfter", idleAfter);
        positive("drainMax", drainMax);
    }

    /** The defaults. */
    public static LaneSettings of(String name, String kind) {
        return new LaneSettings(
                name, kind, 4_096, 256, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    public LaneSettings withQueueMax(int other) {
        return new LaneSettings(name, kind, other, batchMax, idleAfter, drainMax);
    }

    public LaneSettings withBatchMax(int other) {
        return new LaneSettings(name, kind, queueMax, other, idleAfter, drainMax);
    }

    public LaneSettings withIdleAfter(Duration other) {
        return new LaneSettings(name, kind, queueMax, batchMax, other, drainMax);
    }

    public LaneSettings withDrainMax(Duration other) {
        return new LaneSettings(name, kind, queueMax, batchMax, idleAfter, other);
    }

    private static void positive(String limit, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    "must be > 0 and <= " + TIME_MAX + ": " + limit + "=" + value);
        }
    }

    private static void atLeastOne(String limit, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("must be >= 1: " + limit + "=" + value);
        }
    }
}
