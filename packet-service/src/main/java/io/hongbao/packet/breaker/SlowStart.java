package io.hongbao.packet.breaker;

import java.util.List;

/**
 * What part of its weight a SET gets: all, none while it is out, and step by step once it is back,
 * so that it fills its caches, and shows that it stays, before all rely on it.
 */
final class SlowStart {

    static final int FULL = 100;

    private final List<Integer> percents;
    private final long stepNanos;
    private volatile Part part = new Whole();

    SlowStart(BreakerSettings settings) {
        percents = settings.returnPercents();
        stepNanos = settings.returnEvery().toNanos();
    }

    private sealed interface Part {}

    private record Whole() implements Part {}

    private record None() implements Part {}

    private record Returning(long sinceNanos) implements Part {}

    void out() {
        part = new None();
    }

    void returns(long nowNanos) {
        part = new Returning(nowNanos);
    }

    /** 0 to 100. */
    int percent(long nowNanos) {
        return switch (part) {
            case Whole _ -> FULL;
            case None _ -> 0;
            case Returning(var sinceNanos) -> {
                long step = (nowNanos - sinceNanos) / stepNanos;
                yield percents.get(Math.clamp(step, 0, percents.size() - 1));
            }
        };
    }
}
