package io.hongbao.bench.report;

import io.hongbao.bench.check.RunCheck.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one open costs in fleets of several sizes.
 *
 * @param settings of the run
 * @param steps in the order in which they were measured
 */
public record GrowthResult(
        Instant at, Map<String, String> settings, List<Step> steps, Outcome check) {

    /**
     * A size of the fleet.
     *
     * @param sets that take new packets
     * @param instances of the packet service
     */
    public record Shape(int sets, int instances) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d %s, %d %s",
                    sets,
                    sets == 1 ? "SET" : "SETs",
                    instances,
                    instances == 1 ? "instance" : "instances");
        }
    }

    /** One size, measured: opens of many packets through the gateway. */
    public record Step(Shape shape, List<Window> windows) {

        Rounds rounds() {
            return new Rounds(windows);
        }
    }
}
