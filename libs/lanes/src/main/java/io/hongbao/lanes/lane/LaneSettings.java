package io.hongbao.lanes.lane;

import java.time.Duration;

/**
 * Limits of one lane.
 *
 * @param name which lane, in metrics, thread names and faults; one living lane per name and kind
 * @param kind what sort of lane, in metrics
 * @param worker the kind of thread that handles batches
 * @param queueMax the most commands that wait; the next one is refused
 * @param batchMax the most commands of one batch
 * @param batchesInFlight how many batches are handled at once; 1 where the lane owns a connection
 * @param idleAfter how long nothing must have come before the handler is told
 * @param drainMax how long closing waits for what is in the lane
 * @param retryAfter what a refused caller is told
 */
public record LaneSettings(
        String name,
        String kind,
        Worker worker,
        int queueMax,
        int batchMax,
        int batchesInFlight,
        Duration idleAfter,
        Duration drainMax,
        Duration retryAfter) {

    /** Where batches are handled: platform threads for drivers that pin, virtual ones for calls. */
    public enum Worker {
        PLATFORM,
        VIRTUAL
    }

    private static final int IN_FLIGHT_MAX = 1_000;
    private static final Duration TIME_MAX = Duration.ofHours(1);

    public LaneSettings {
        atLeastOne("queueMax", queueMax);
        atLeastOne("batchMax", batchMax);
        atLeastOne("batchesInFlight", batchesInFlight);
        if (batchesInFlight > IN_FLIGHT_MAX) {
            throw new IllegalArgumentException(
                    "must be <= " + IN_FLIGHT_MAX + ": batchesInFlight=" + batchesInFlight);
        }
        positive("idleAfter", idleAfter);
        positive("drainMax", drainMax);
    }

    /** A lane whose worker owns a database connection: one batch, one commit at a time. */
    public static LaneSettings committing(String name, String kind) {
        return new LaneSettings(
                name,
                kind,
                Worker.PLATFORM,
                4_096,
                256,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }

    /** A lane that combines calls to another service: a few calls in flight. */
    public static LaneSettings combining(String name, String kind, int batchesInFlight) {
        return new LaneSettings(
                name,
                kind,
                Worker.VIRTUAL,
                4_096,
                256,
                batchesInFlight,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }

    public LaneSettings withWorker(Worker other) {
        return new LaneSettings(
                name,
                kind,
                other,
                queueMax,
                batchMax,
                batchesInFlight,
                idleAfter,
                drainMax,
                retryAfter);
    }

    public LaneSettings withQueueMax(int other) {
        return new LaneSettings(
                name,
                kind,
                worker,
                other,
                batchMax,
                batchesInFlight,
                idleAfter,
                drainMax,
                retryAfter);
    }

    public LaneSettings withBatchMax(int other) {
        return new LaneSettings(
                name,
                kind,
                worker,
                queueMax,
                other,
                batchesInFlight,
                idleAfter,
                drainMax,
                retryAfter);
    }

    public LaneSettings withIdleAfter(Duration other) {
        return new LaneSettings(
                name,
                kind,
                worker,
                queueMax,
                batchMax,
                batchesInFlight,
                other,
                drainMax,
                retryAfter);
    }

    public LaneSettings withDrainMax(Duration other) {
        return new LaneSettings(
                name,
                kind,
                worker,
                queueMax,
                batchMax,
                batchesInFlight,
                idleAfter,
                other,
                retryAfter);
    }

    public LaneSettings withRetryAfter(Duration other) {
        return new LaneSettings(
                name,
                kind,
                worker,
                queueMax,
                batchMax,
                batchesInFlight,
                idleAfter,
                drainMax,
                other);
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
