package io.hongbao.packet.breaker;

import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What part of its weight a SET gets: all, none while it is out, and step by step once it is back,
 * so that it fills its caches, and shows that it stays, before all rely on it.
 */
final class SlowStart {

    private final List<Integer> percents;
    private final long stepNanos;
    private volatile LongUnaryOperator percent = _ -> 100;

    SlowStart(BreakerSettings settings) {
        percents = settings.returnPercents();
        stepNanos = settings.returnEvery().toNanos();
    }

    void out() {
        percent = _ -> 0;
    }

    void returns(long sinceNanos) {
        percent =
                nowNanos -> {
                    long step = (nowNanos - sinceNanos) / stepNanos;
                    return percents.get(Math.clamp(step, 0, percents.size() - 1));
                };
    }

    /** 0 to 100. */
    int percent(long nowNanos) {
        return (int) percent.applyAsLong(nowNanos);
    }
}
