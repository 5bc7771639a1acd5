package io.hongbao.local.drill;

import io.hongbao.local.load.LoadCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold while instances are gone: served nearly as quickly as before, or refused at once.
 */
final class LostCapacity {

    private static final double SLOWER_MAX = 3;
    private static final double REFUSAL_MS_MAX = 20;
    private static final String REFUSED = "503 overloaded";

    /**
     * So long others do not own yet what the dead served, and the one retry may meet a dead one.
     */
    private static final long TAKEN_OVER_NANOS = 2_000_000_000;

    private static final Set<String> OF_THE_DEAD = Set.of("503 set_unavailable", "202");

    private LostCapacity() {}

    /**
     * Whether a user was told in the documented form that not all can be served, at a time at which
     * that is so. {@code 202} is of a payment whose pay service died: its end comes by itself.
     */
    static boolean explains(DrillResult result, LoadCall call) {
        boolean allThere =
                result.phases().getFirst().has(call.endNanos())
                        || result.phases().getLast().has(call);
        return !allThere
                && (refused(call)
                        || (!isTakenOver(result, call) && OF_THE_DEAD.contains(call.outcome())));
    }

    private static boolean isTakenOver(DrillResult result, LoadCall call) {
        return call.startNanos() - result.phases().get(1).fromNanos() >= TAKEN_OVER_NANOS;
    }

    private static boolean refused(LoadCall call) {
        return call.outcome().equals(REFUSED);
    }

    static List<String> broken(DrillResult result) {
        List<String> broken = new ArrayList<>();
        DrillPhase before = result.phases().getFirst();
        DrillPhase during = result.phases().get(1);
        double normalMs = p99Ms(result, before, LoadCall::ok);
        double servedMs = p99Ms(result, during, LoadCall::ok);
        if (servedMs > SLOWER_MAX * normalMs) {
            broken.add(
                    String.format(
                            Locale.ROOT,
                            "p99 of what is served at most %.0f times as before: %.0f ms, before %.0f ms",
                            SLOWER_MAX,
                            servedMs,
                            normalMs));
        }
        double refusedMs =
                p99Ms(result, during, call -> refused(call) && isTakenOver(result, call));
        if (refusedMs > REFUSAL_MS_MAX) {
            broken.add(
                    String.format(
                            Locale.ROOT,
                            "p99 of refusals after 2 s at most %.0f ms: %.0f ms",
                            REFUSAL_MS_MAX,
                            refusedMs));
        }
        return broken;
    }

    private static double p99Ms(DrillResult result, DrillPhase phase, Predicate<LoadCall> which) {
        return CallStatistics.of(result.calls().stream().filter(phase::has).filter(which).toList())
                .p99Ms();
    }
}
