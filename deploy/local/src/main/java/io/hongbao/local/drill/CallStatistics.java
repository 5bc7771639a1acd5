package io.hongbao.local.drill;

import io.hongbao.local.load.LoadCall;
import java.util.List;
import java.util.Locale;

/** Calls in figures; times in milliseconds, 0 where there was no call. */
record CallStatistics(int count, int ok, double p50Ms, double p99Ms, double maxMs) {

    private static final double NANOS_OF_MS = 1e6;

    static CallStatistics of(List<LoadCall> calls) {
        long[] took = calls.stream().mapToLong(call -> call.took().toNanos()).sorted().toArray();
        return new CallStatistics(
                calls.size(),
                Math.toIntExact(calls.stream().filter(LoadCall::ok).count()),
                part(took, 50),
                part(took, 99),
                part(took, 100));
    }

    /** The smallest that so many percent do not exceed. */
    private static double part(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = Math.ceilDiv(sorted.length * percent, 100);
        return sorted[rank - 1] / NANOS_OF_MS;
    }

    String row() {
        return count == 0
                ? String.format(Locale.ROOT, "%6s %6s %6s %6s %6s", "-", "", "", "", "")
                : String.format(
                        Locale.ROOT, "%6d %6d %6.0f %6.0f %6.0f", count, ok, p50Ms, p99Ms, maxMs);
    }
}
