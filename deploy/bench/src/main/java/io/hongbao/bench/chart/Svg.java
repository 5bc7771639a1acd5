package io.hongbao.bench.chart;

import java.util.List;
import java.util.Locale;

/** A drawing, made of text. */
public final class Svg {

    private static final List<String> COLOURS =
            List.of(
                    "#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2",
                    "#97bbf5", "#9c6b4e", "#9498a0", "#c23b22", "#1f7a8c");

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    void line(double x1, double y1, double x2, double y2) {
        add(
                String.format(
                        Locale.ROOT,
                        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#ddd'/>",
                        x1,
                        y1,
                        x2,
                        y2));
    }

    void rect(double x, double y, double w, double h, String colour, String title) {
        add(
                String.format(
                        Locale.ROOT,
                        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'>"
                                + "<title>%s</title></rect>",
                        x,
                        y,
                        w,
                        h,
                        colour,
                        escaped(title)));
    }

    void polyline(List<double[]> points, String colour) {
        var path = new StringBuilder();
        for (double[] point : points) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
        }
        add(
                "<polyline points='"
                        + path
                        + "' fill='none' stroke='"
                        + colour
                        + "' stroke-width='1.5'/>");
    }

    void text(double x, double y, String anchor, String says) {
        add(
                String.format(
                        Locale.ROOT,
                        "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>",
                        x,
                        y,
                        anchor,
                        escaped(says)));
    }

    /** Names with their colours, from left to right and then below each other. */
    void legend(List<String> names, double x, double y, int columnWidth, int columns) {
        for (int at = 0; at < names.size(); at++) {
            int row = at / columns;
            double left = x + at % columns * (double) columnWidth;
            double top = y + row * 16.0;
            rect(left, top - 9, 10, 10, colour(at), names.get(at));
            text(left + 14, top, "start", names.get(at));
        }
    }

    private void add(String element) {
        text.append(element).append('\n');
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "<svg viewBox='0 0 %d %d' role='img'>%n%s</svg>", width, height, text);
    }
}
