package io.hongbao.bench.report;

import io.hongbao.bench.load.Tally;
import java.util.List;

/**
 * How fast a run became as fast as it gets.
 *
 * @param peak the highest mean of five seconds in a row, operations a second
 * @param seconds of load before the first five seconds in a row that reach nine tenths of it
 */
public record WarmUpFigures(double peak, double seconds) {

    /** Five seconds: one lucky second is no peak. */
    private static final int PARTS = Math.toIntExact(5_000 / Tally.BUCKET.toMillis());

    private static final double PART_OF_PEAK = 0.9;

    /** From rates in parts of {@link Tally#BUCKET}; of a shorter run, all of it is the peak. */
    public static WarmUpFigures of(List<Double> rates) {
        if (rates.isEmpty()) {
            return new WarmUpFigures(0, 0);
        }
        int parts = Math.min(PARTS, rates.size());
        double peak = 0;
        for (int from = 0; from + parts <= rates.size(); from++) {
            peak = Math.max(peak, mean(rates, from, parts));
        }
        int from = 0;
        while (mean(rates, from, parts) < PART_OF_PEAK * peak) {
            // Ends at the peak at the latest.
            from++;
        }
        return new WarmUpFigures(peak, from * Tally.BUCKET.toMillis() / 1e3);
    }

    private static double mean(List<Double> rates, int from, int parts) {
        return rates.subList(from, from + parts).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
