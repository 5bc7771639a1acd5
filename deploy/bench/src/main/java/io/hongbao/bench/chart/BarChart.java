package io.hongbao.bench.chart;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/** Groups of bars, one below the other. The length is the square root: small ones stay visible. */
public final class BarChart {

    private static final int WIDTH = 900;
    private static final int LEFT = 330;
    private static final int ROW = 16;

    private BarChart() {}

    /** Empty when there is nothing to draw. */
    public static String of(Map<String, Map<String, Double>> groups, String unit) {
        double max =
                groups.values().stream()
                        .flatMap(group -> group.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        if (max == 0) {
            return "";
        }
        int rows = groups.values().stream().mapToInt(group -> group.size() + 1).sum();
        var svg = new Svg(WIDTH, rows * ROW + ROW);
        int row = 1;
        for (Entry<String, Map<String, Double>> group : groups.entrySet()) {
            svg.text(0, row * (double) ROW, "start", group.getKey());
            int colour = 0;
            for (Entry<String, Double> bar : group.getValue().entrySet()) {
                double y = row * (double) ROW;
                double length = (WIDTH - LEFT - 90) * Math.sqrt(bar.getValue() / max);
                String says = String.format(Locale.ROOT, "%,.1f %s", bar.getValue(), unit);
                svg.text(LEFT - 6, y, "end", bar.getKey());
                svg.rect(LEFT, y - 10, length, ROW - 4, Svg.colour(colour++), says);
                svg.text(LEFT + length + 5, y, "start", says);
                row++;
            }
            row++;
        }
        return svg.toString();
    }
}
