package io.hongbao.bench.storm;

import java.time.Duration;
import java.util.Map;

/**
 * What a storm of calls came to.
 *
 * @param peak calls a second that were answered well when all pressed
 * @param tiers by number
 * @param heap what each service keeps
 * @param cpu cores that each process used in the storm
 */
record OverloadResult(
        double peak,
        OverloadPhases phases,
        Map<Integer, CallSeries> tiers,
        Map<String, HeapGrowth> heap,
        Map<String, Double> cpu,
        boolean moneyClean) {

    /** The first tier's number. */
    static final int FIRST = 1;

    /** Half of the peak, three times the peak, and half again. */
    record OverloadPhases(Span half, Span storm, Span after) {

        static OverloadPhases of(Duration half, Duration storm, Duration after) {
            Span before = Span.first(half);
            Span during = before.then(storm);
            return new OverloadPhases(before, during, during.then(after));
        }
    }

    /** Bytes that are reachable in a service's heap: after a whole collection. */
    record HeapGrowth(long beforeBytes, long afterBytes) {}

    CallSeries tier(int number) {
        CallSeries found = tiers.get(number);
        if (found == null) {
            throw new IllegalArgumentException("must be 1 to 4: tier=" + number);
        }
        return found;
    }
}
