package io.hongbao.bench.storm;

import io.hongbao.bench.storm.OverloadResult.HeapGrowth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold when three times as much is asked as can be served. */
final class OverloadVerdict {

    private static final double GOODPUT_MIN = 0.9;
    private static final double SLOWER_MAX = 3;
    private static final double REFUSAL_MS_MAX = 20;
    private static final double REFUSED_WITHIN_SECONDS = 2;
    private static final int BACK_WITHIN_SECONDS = 10;
    private static final int CHANGES_MAX = 2;
    private static final double HEAP_GROWTH_MAX = 1.5;
    private static final long HEAP_MARGIN_BYTES = 32L << 20;

    /** A tier is being refused from the moment at which so many of its calls are. */
    private static final double BEING_REFUSED = 0.1;

    private static final int FIRST = OverloadResult.FIRST;
    private static final int LAST = 4;

    private final OverloadResult result;
    private final Span storm;
    private final List<String> broken = new ArrayList<>();

    private OverloadVerdict(OverloadResult result) {
        this.result = result;
        storm = result.phases().storm();
    }

    /** What had to hold and did not; empty when all did. */
    static List<String> broken(OverloadResult result) {
        var verdict = new OverloadVerdict(result);
        verdict.first();
        verdict.order();
        verdict.refusals();
        for (int tier = FIRST; tier <= LAST; tier++) {
            verdict.back(tier);
            verdict.swinging(tier);
        }
        result.heap().forEach(verdict::heap);
        verdict.must(result.moneyClean(), "every fen is where it belongs");
        return verdict.broken;
    }

    private void first() {
        CallSeries first = result.tier(FIRST);
        double goodput = (double) first.well(storm) / Math.max(1, first.offered(storm));
        double rate = (double) first.offered(storm) / storm.seconds();
        must(
                rate > result.peak() || goodput >= GOODPUT_MIN,
                String.format(
                        Locale.ROOT, "tier 1 answered well >= 90 %%: %.1f %%", 100 * goodput));
        double half = first.wellP99Ms(result.phases().half());
        double during = first.wellP99Ms(storm);
        must(
                during <= SLOWER_MAX * half,
                String.format(
                        Locale.ROOT,
                        "tier 1's p99 <= 3 x that at half of the peak, %.1f ms: %.1f ms",
                        half,
                        during));
    }

    private void order() {
        double before = 0;
        for (int tier = LAST; tier > FIRST; tier--) {
            double at = firstRefused(result, tier);
            must(
                    at >= before && at <= REFUSED_WITHIN_SECONDS,
                    String.format(
                            Locale.ROOT,
                            "tier %d refused within 2 s, and not before tier %d: after %.2f s",
                            tier,
                            tier + 1,
                            at));
            before = at;
        }
    }

    private void refusals() {
        double took = CallSeries.of(result.tiers().values()).refusedP99Ms(storm);
        must(
                took <= REFUSAL_MS_MAX,
                String.format(Locale.ROOT, "refusals' p99 <= 20 ms: %.1f ms", took));
    }

    private void back(int tier) {
        int seconds = back(result, tier);
        must(
                seconds <= BACK_WITHIN_SECONDS,
                String.format(
                        Locale.ROOT,
                        "tier %d back within 10 s after the storm: after %d s",
                        tier,
                        seconds));
    }

    private void swinging(int tier) {
        int changes = changes(result, tier);
        must(
                changes <= CHANGES_MAX,
                String.format(
                        Locale.ROOT, "tier %d changes twice at most: %d times", tier, changes));
    }

    private void heap(String service, HeapGrowth heap) {
        must(
                heap.afterBytes() <= heap.beforeBytes() * HEAP_GROWTH_MAX
                        || heap.afterBytes() <= heap.beforeBytes() + HEAP_MARGIN_BYTES,
                String.format(
                        Locale.ROOT,
                        "%s keeps <= 1.5 x or 32 MiB more heap, from %d MiB: %d MiB",
                        service,
                        heap.beforeBytes() >> 20,
                        heap.afterBytes() >> 20));
    }

    /** Seconds until a tier was being refused; the storm's length when it never was. */
    static double firstRefused(OverloadResult result, int tier) {
        return result.tier(tier).firstRefused(result.phases().storm(), BEING_REFUSED);
    }

    /** Seconds after the storm until nearly all of a tier was answered well, and stayed so. */
    static int back(OverloadResult result, int tier) {
        CallSeries series = result.tier(tier);
        Span after = result.phases().after();
        int back = after.to();
        while (back > after.from()) {
            var second = new Span(back - 1, back);
            if (series.well(second) < GOODPUT_MIN * series.offered(second)) {
                break;
            }
            back--;
        }
        return back - after.from();
    }

    /** How often a tier went from mostly served to mostly refused, or back. */
    static int changes(OverloadResult result, int tier) {
        CallSeries series = result.tier(tier);
        Span all = result.phases().storm().until(result.phases().after());
        int changes = 0;
        boolean refused = false;
        for (int at = all.from(); at < all.to(); at++) {
            var second = new Span(at, at + 1);
            boolean now = 2 * series.refused(second) > series.offered(second);
            changes += now == refused ? 0 : 1;
            refused = now;
        }
        return changes;
    }

    private void must(boolean holds, String rule) {
        if (!holds) {
            broken.add(rule);
        }
    }
}
