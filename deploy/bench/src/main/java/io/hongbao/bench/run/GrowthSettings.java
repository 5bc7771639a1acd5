package io.hongbao.bench.run;

import io.hongbao.bench.report.GrowthResult.Shape;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How growth is measured.
 *
 * @param shapes in this order
 * @param rounds windows of each
 * @param window how long one
 * @param warmUp how long each size is loaded before it counts; zero for not at all
 * @param connections to the gateway
 * @param users who open, at each size
 */
public record GrowthSettings(
        List<Shape> shapes,
        int rounds,
        Duration window,
        Duration warmUp,
        int connections,
        int users) {

    /** While instances grow: with fewer SETs a second instance would have little to own. */
    private static final int SETS_OF_INSTANCES = 2;

    /** SETs grow with one instance, then instances with two SETs; no size twice. */
    public static List<Shape> shapes(List<Integer> sets, List<Integer> instances) {
        var shapes = new LinkedHashSet<Shape>();
        sets.forEach(number -> shapes.add(new Shape(number, 1)));
        instances.forEach(number -> shapes.add(new Shape(SETS_OF_INSTANCES, number)));
        return List.copyOf(shapes);
    }

    /** One size, short, and about money only: what continuous integration runs. */
    public static GrowthSettings smoke() {
        return new GrowthSettings(
                List.of(new Shape(1, 2)), 1, Duration.ofSeconds(1), Duration.ZERO, 32, 5_000);
    }
}
