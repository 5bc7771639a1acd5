package io.hongbao.bench.report;

import java.util.Collection;

/** The middle of some rounds, and how far they lie apart. */
public record Spread(double median, double min, double max) {

    static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(0, 0, 0);
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The whole distance between the rounds, as a part of the median. */
    double relative() {
        return median == 0 ? 0 : (max - min) / median;
    }
}
