package io.hongbao.events.outbox;

import java.time.Duration;
import java.util.Locale;

/**
 * When and how much the sweeper sweeps.
 *
 * @param name of the outbox, in metrics and thread names
 * @param tableCount tables are numbered 0 … tableCount - 1
 * @param interval between two runs
 * @param age younger rows are the relay's; longer than the producer's delivery time-out
 * @param rowsMax the most rows of one batch
 * @param batchesMax the most batches of one run
 */
public record SweepSettings(
        String name, int tableCount, Duration interval, Duration age, int rowsMax, int batchesMax) {

    public SweepSettings {
        if (tableCount < 1 || rowsMax < 1 || batchesMax < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be >= 1: tableCount=%d rowsMax=%d batchesMax=%d",
                            tableCount,
                            rowsMax,
                            batchesMax));
        }
    }

    /** Once a second, rows older than 30 s. */
    public static SweepSettings of(String name, int tableCount) {
        return new SweepSettings(
                name, tableCount, Duration.ofSeconds(1), Duration.ofSeconds(30), 100, 1_000);
    }
}
