package io.hongbao.bench.moments;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What happened, by second of the drill. Safe for many threads. */
final class MomentsSeries {

    /** What is counted. */
    enum What {
        /** Views that were decided. */
        VIEWS,
        /** Those of them that were free. */
        FREE,
        /** Calls of payments, repeats included. */
        PAYMENT_CALLS,
        /** Payments that were told to have succeeded. */
        PAID
    }

    private final Map<What, AtomicIntegerArray> counts = new EnumMap<>(What.class);
    private final int seconds;

    MomentsSeries(int seconds) {
        this.seconds = seconds;
        for (What what : What.values()) {
            counts.put(what, new AtomicIntegerArray(seconds));
        }
    }

    /** What is after the end counts as in the last second. */
    void add(What what, int second) {
        of(what).incrementAndGet(Math.clamp(second, 0, seconds - 1));
    }

    /** From one second up to another, which is not included. */
    int sum(What what, int from, int to) {
        int sum = 0;
        for (int second = from; second < to; second++) {
            sum += of(what).get(second);
        }
        return sum;
    }

    /** How many there were for each view; 0 without views. */
    double perView(What what, int from, int to) {
        return (double) sum(what, from, to) / Math.max(1, sum(What.VIEWS, from, to));
    }

    int seconds() {
        return seconds;
    }

    private AtomicIntegerArray of(What what) {
        AtomicIntegerArray of = counts.get(what);
        if (of == null) {
            throw new IllegalStateException("all are counted: " + what);
        }
        return of;
    }
}
