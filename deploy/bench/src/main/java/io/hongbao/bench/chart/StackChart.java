package io.hongbao.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeSet;

/** A bar for each group, made of its parts. */
public final class StackChart {

    private static final int WIDTH = 900;
    private static final int LEFT = 150;
    private static final int ROW = 26;
    private static final int COLUMNS = 5;

    private StackChart() {}

    /** Empty when there is nothing to draw. */
    public static String of(Map<String, Map<String, Double>> groups, String unit) {
        double max = groups.values().stream().mapToDouble(StackChart::sum).max().orElse(0);
        if (max == 0) {
            return "";
        }
        var names = new TreeSet<String>();
        groups.values().forEach(group -> names.addAll(group.keySet()));
        List<String> order = new ArrayList<>(names);
        int legend = (order.size() / COLUMNS + 1) * 16;
        var svg = new Svg(WIDTH, groups.size() * ROW + legend + ROW);
        int row = 1;
        for (Entry<String, Map<String, Double>> group : groups.entrySet()) {
            double y = row++ * (double) ROW;
            svg.text(LEFT - 6, y, "end", group.getKey());
            double x = LEFT;
            for (int at = 0; at < order.size(); at++) {
                double value = group.getValue().getOrDefault(order.get(at), 0.0);
                double length = (WIDTH - LEFT - 80) * value / max;
                svg.rect(
                        x,
                        y - 14,
                        length,
                        ROW - 6,
                        Svg.colour(at),
                        String.format(Locale.ROOT, "%s %,.1f %s", order.get(at), value, unit));
                x += length;
            }
            svg.text(
                    x + 5,
                    y,
                    "start",
                    String.format(Locale.ROOT, "%,.1f %s", sum(group.getValue()), unit));
        }
        svg.legend(order, LEFT, groups.size() * (double) ROW + ROW, 150, COLUMNS);
        return svg.toString();
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
