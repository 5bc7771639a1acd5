package io.hongbao.bench.chart;

import java.util.Locale;

/** From 0 to a round number, in round steps. */
record Axis(double step, int steps) {

    private static final int STEPS_MAX = 6;
    private static final double[] ROUND = {1, 2, 5};

    /** As short as it can be when the steps are 1, 2 or 5 times a power of ten, six at most. */
    static Axis upTo(double max) {
        double unit = Math.pow(10, Math.floor(Math.log10(max / STEPS_MAX)));
        for (double round : ROUND) {
            if (max <= STEPS_MAX * round * unit) {
                return of(round * unit, max);
            }
        }
        return of(10 * unit, max);
    }

    private static Axis of(double step, double max) {
        // Rounding may find a little more than six steps in what just fits.
        return new Axis(step, Math.min(STEPS_MAX, (int) Math.ceil(max / step)));
    }

    double end() {
        return steps * step;
    }

    /** What stands at the mark after so many steps. */
    String mark(int stepsBefore) {
        return String.format(Locale.ROOT, step < 1 ? "%.2f" : "%,.0f", stepsBefore * step);
    }
}
