package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.day.DayReport.Hour;
import io.hongbao.reconcile.day.DayReport.Sum;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Money by hour as groups of bars: paid, opened, credited, refunded. */
final class HourChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 220;
    private static final int FOOT = 40;
    private static final int TOP = 20;
    private static final int BAR = 8;

    private HourChart() {}

    private record Series(String name, String colour, Function<Hour, Sum> sum) {}

    private static final List<Series> SERIES =
            List.of(
                    new Series("paid", "#4269d0", Hour::paid),
                    new Series("opened", "#efb118", Hour::opened),
                    new Series("credited", "#3ca951", Hour::credited),
                    new Series("refunded", "#ff725c", Hour::refunded));

    static String of(List<Hour> hours) {
        long max =
                hours.stream()
                        .flatMap(hour -> SERIES.stream().map(series -> series.sum().apply(hour)))
                        .mapToLong(Sum::fen)
                        .max()
                        .orElse(0);
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT, "<svg viewBox='0 0 %d %d' role='img'>%n", WIDTH, HEIGHT));
        double step = WIDTH / (double) Math.max(1, hours.size());
        for (Hour hour : hours) {
            for (int i = 0; i < SERIES.size(); i++) {
                Sum sum = SERIES.get(i).sum().apply(hour);
                double height = max == 0 ? 0 : (HEIGHT - FOOT - TOP) * (sum.fen() / (double) max);
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<rect x='%.1f' y='%.1f' width='%d' height='%.1f' fill='%s'>"
                                        + "<title>%02d:00 %s: %,d, %s yuan</title></rect>%n",
                                hour.hour() * step + i * BAR + 2,
                                HEIGHT - FOOT - height,
                                BAR - 1,
                                height,
                                SERIES.get(i).colour(),
                                hour.hour(),
                                SERIES.get(i).name(),
                                sum.count(),
                                Yuan.of(sum.fen())));
            }
            text(
                    svg,
                    hour.hour() * step + 2,
                    HEIGHT - FOOT + 14,
                    String.format(Locale.ROOT, "%02d", hour.hour()));
        }
        for (int i = 0; i < SERIES.size(); i++) {
            double x = 2 + i * 110.0;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x='%.1f' y='%d' width='10' height='10' fill='%s'/>%n",
                            x,
                            HEIGHT - 16,
                            SERIES.get(i).colour()));
            text(svg, x + 14, HEIGHT - 7, SERIES.get(i).name());
        }
        text(svg, 2, TOP - 8, "the highest: " + Yuan.of(max) + " yuan");
        return svg.append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, double x, double y, String says) {
        svg.append(String.format(Locale.ROOT, "<text x='%.1f' y='%.1f'>%s</text>%n", x, y, says));
    }
}
