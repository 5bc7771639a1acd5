package io.hongbao.serving.overload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Waits that were measured one by one, by any thread; for one reader. */
public final class MeanWait implements QueueWait {

    private final String name;
    private final LongAdder nanos = new LongAdder();
    private final LongAdder count = new LongAdder();

    public MeanWait(String name) {
        this.name = name;
    }

    public void waited(long waitNanos) {
        nanos.add(waitNanos);
        count.increment();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double meanMillis() {
        long waits = count.sumThenReset();
        double millis = (double) nanos.sumThenReset() / TimeUnit.MILLISECONDS.toNanos(1);
        return waits == 0 ? 0 : millis / waits;
    }
}
