package io.hongbao.bench.chart;

import java.util.List;
import java.util.Map;

/** Values over time. */
public final class LineChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int TOP = 15;
    private static final int BOTTOM = 250;
    private static final int TICKS = 5;
    private static final int COLUMNS = 4;

    private LineChart() {}

    /** Empty when there is nothing to draw. */
    public static String of(Map<String, List<double[]>> lines, String unitX, String unitY) {
        double maxX = max(lines, 0);
        double maxY = max(lines, 1);
        if (maxX == 0 || maxY == 0) {
            return "";
        }
        var svg = new Svg(WIDTH, HEIGHT);
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = BOTTOM - (BOTTOM - TOP) * tick / (double) TICKS;
            svg.line(LEFT, y, WIDTH, y);
            svg.text(LEFT - 6, y + 4, "end", "%,.0f".formatted(maxY * tick / TICKS));
            double x = LEFT + (WIDTH - LEFT - 20) * tick / (double) TICKS;
            svg.text(x, BOTTOM + 16, "middle", "%.1f %s".formatted(maxX * tick / TICKS, unitX));
        }
        svg.text(LEFT - 6, TOP - 4, "end", unitY);
        int at = 0;
        for (List<double[]> points : lines.values()) {
            svg.polyline(
                    points.stream()
                            .map(point ->
                                    new double[] {
                                        LEFT + (WIDTH - LEFT - 20) * point[0] / maxX,
                                        BOTTOM - (BOTTOM - TOP) * point[1] / maxY
                                    })
                            .toList(),
                    Svg.colour(at++));
        }
        svg.legend(List.copyOf(lines.keySet()), LEFT, BOTTOM + 44, 200, COLUMNS);
        return svg.toString();
    }

    private static double max(Map<String, List<double[]>> lines, int axis) {
        return lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[axis])
                .max()
                .orElse(0);
    }
}
