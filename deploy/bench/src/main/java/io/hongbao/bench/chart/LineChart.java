package io.hongbao.bench.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values over time. */
public final class LineChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 880;
    private static final int TOP = 30;
    private static final int BOTTOM = 250;
    private static final int COLUMNS = 4;

    private LineChart() {}

    /** Lines without points are left out; empty when there is nothing to draw. */
    public static String of(Map<String, List<double[]>> lines, String unitX, String unitY) {
        Map<String, List<double[]>> drawn = new LinkedHashMap<>(lines);
        drawn.values().removeIf(List::isEmpty);
        double maxX = max(drawn, 0);
        double maxY = max(drawn, 1);
        if (maxX == 0 || maxY == 0) {
            return "";
        }
        Axis across = Axis.upTo(maxX);
        Axis up = Axis.upTo(maxY);
        var svg = new Svg(WIDTH, HEIGHT);
        marks(svg, across, up, unitX);
        svg.text(LEFT - 6, TOP - 16, "end", unitY);
        int at = 0;
        for (List<double[]> points : drawn.values()) {
            svg.polyline(
                    points.stream()
                            .map(point -> new double[] {x(point[0], across), y(point[1], up)})
                            .toList(),
                    Svg.colour(at++));
        }
        svg.legend(List.copyOf(drawn.keySet()), LEFT, BOTTOM + 44, 200, COLUMNS);
        return svg.toString();
    }

    private static void marks(Svg svg, Axis across, Axis up, String unitX) {
        for (int step = 0; step <= up.steps(); step++) {
            double y = y(step * up.step(), up);
            svg.line(LEFT, y, RIGHT, y);
            svg.text(LEFT - 6, y + 4, "end", up.mark(step));
        }
        for (int step = 0; step <= across.steps(); step++) {
            double x = x(step * across.step(), across);
            svg.text(x, BOTTOM + 16, "middle", across.mark(step) + " " + unitX);
        }
    }

    private static double x(double value, Axis across) {
        return LEFT + (RIGHT - LEFT) * value / across.end();
    }

    private static double y(double value, Axis up) {
        return BOTTOM - (BOTTOM - TOP) * value / up.end();
    }

    private static double max(Map<String, List<double[]>> lines, int axis) {
        return lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[axis])
                .max()
                .orElse(0);
    }
}
