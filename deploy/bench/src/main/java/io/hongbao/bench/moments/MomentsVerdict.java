package io.hongbao.bench.moments;

import io.hongbao.bench.moments.MomentsSeries.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold while payments fail, and when they succeed again. */
final class MomentsVerdict {

    /** How long the free part may take to follow, in seconds. */
    static final int FOLLOWS_WITHIN = 10;

    /** And to fall back. */
    static final int BACK_WITHIN = 60;

    private static final double FREE_WHEN_SOME_FAIL = 0.4;
    private static final double FREE_WHEN_ALL_FAIL = 0.9;

    /** Of a few hundred draws, so much more than the rate may be free by luck. */
    private static final double LUCK = 0.08;

    private static final double CALLS_LEFT_MAX = 0.3;
    private static final double DECIDED_MIN = 0.99;

    private final MomentsResult result;
    private final List<String> broken;

    private MomentsVerdict(MomentsResult result) {
        this.result = result;
        broken = new ArrayList<>(result.broken());
    }

    /** What had to hold and did not; empty when all did. */
    static List<String> broken(MomentsResult result) {
        var verdict = new MomentsVerdict(result);
        verdict.decided();
        verdict.follows();
        verdict.fallsBack();
        verdict.spares();
        verdict.must(result.chargedTwice() == 0, "no view is charged twice");
        verdict.must(result.moneyClean(), "every fen is where it belongs");
        return verdict.broken;
    }

    private void decided() {
        long decided = result.views().stream().filter(view -> view.decided().ok()).count();
        must(
                decided >= DECIDED_MIN * result.views().size(),
                String.format(
                        Locale.ROOT,
                        "views decided >= 99 %%: %,d of %,d",
                        decided,
                        result.views().size()));
    }

    private void follows() {
        free(MomentPhase.ALL.get(1), FREE_WHEN_SOME_FAIL);
        free(MomentPhase.ALL.get(2), FREE_WHEN_ALL_FAIL);
    }

    private void free(MomentPhase phase, double min) {
        double free = result.series().perView(What.FREE, phase.from() + FOLLOWS_WITHIN, phase.to());
        must(
                free >= min,
                String.format(
                        Locale.ROOT,
                        "%s: free from %d s on >= %.2f: %.2f",
                        phase.name(),
                        FOLLOWS_WITHIN,
                        min,
                        free));
    }

    private void fallsBack() {
        MomentPhase first = MomentPhase.ALL.getFirst();
        MomentPhase last = MomentPhase.ALL.getLast();
        double base = result.series().perView(What.FREE, first.from(), first.to());
        double free = result.series().perView(What.FREE, last.from() + BACK_WITHIN, last.to());
        must(
                free <= base + LUCK,
                String.format(
                        Locale.ROOT,
                        "free %d s after payments succeed again <= %.2f + %.2f: %.2f",
                        BACK_WITHIN,
                        base,
                        LUCK,
                        free));
    }

    private void spares() {
        MomentPhase first = MomentPhase.ALL.getFirst();
        MomentPhase all = MomentPhase.ALL.get(2);
        double before = result.series().perView(What.PAYMENT_CALLS, first.from(), first.to());
        double during =
                result.series().perView(What.PAYMENT_CALLS, all.from() + FOLLOWS_WITHIN, all.to());
        must(
                during <= CALLS_LEFT_MAX * before,
                String.format(
                        Locale.ROOT,
                        "payment calls a view while all fail <= %.1f of %.2f: %.2f",
                        CALLS_LEFT_MAX,
                        before,
                        during));
    }

    private void must(boolean holds, String rule) {
        if (!holds) {
            broken.add(rule);
        }
    }
}
