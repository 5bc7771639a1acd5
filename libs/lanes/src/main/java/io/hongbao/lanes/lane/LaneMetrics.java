package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.LaneFault;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The meters of one lane, made once, so that a command costs no look-up. */
public final class LaneMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Clock ticker;
    private final LatestGauge depth;
    private final DistributionSummary batchSize;
    private final Timer waitTime;
    private final Timer handlingTime;
    private final Counter full;
    private final Counter closed;
    private final Counter overdue;
    private final Counter unavailable;

    /** Registers them; the depth is asked for when somebody looks. */
    public LaneMetrics(
            String name, String kind, Supplier<Number> depthNow, MeterRegistry registry) {
        this.registry = registry;
        tags = Tags.of("lane", name, "kind", kind);
        ticker = registry.config().clock();
        depth =
                LatestGauge.builder("hongbao.lane.queue.depth", depthNow, "Commands waiting now")
                        .register(tags, registry);
        batchSize =
                DistributionSummary.builder("hongbao.lane.batch.size")
                        .description("Commands of one batch")
                        .tags(tags)
                        .register(registry);
        waitTime =
                Timer.builder("hongbao.lane.wait")
                        .description("From submit to the start of handling")
                        .tags(tags)
                        .register(registry);
        handlingTime =
                Timer.builder("hongbao.lane.handling")
                        .description("One call of the handler")
                        .tags(tags)
                        .register(registry);
        full = refusals("full");
        closed = refusals("closed");
        overdue = refusals("deadline");
        unavailable = refusals("unavailable");
    }

    private Counter refusals(String reason) {
        return Counter.builder("hongbao.lane.refused")
                .description("Commands answered without being handled")
                .tags(tags.and("reason", reason))
                .register(registry);
    }

    public long nanos() {
        return ticker.monotonicTime();
    }

    /** So many commands are handled from now on. */
    public void taken(int commands) {
        batchSize.record(commands);
    }

    /** One command waited until now. */
    public void waited(long sinceNanos, long nowNanos) {
        waitTime.record(nowNanos - sinceNanos, TimeUnit.NANOSECONDS);
    }

    public void handled(long sinceNanos) {
        handlingTime.record(nanos() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    public void refusedFull() {
        full.increment();
    }

    void refusedClosed() {
        closed.increment();
    }

    public void refusedOverdue() {
        overdue.increment();
    }

    void refusedUnavailable() {
        unavailable.increment();
    }

    /** Rare, hence looked up: one handler call that ended with a fault or a bug. */
    void failed(Throwable failure) {
        String fault = failure instanceof LaneFault ? failure.getClass().getSimpleName() : "Bug";
        registry.counter("hongbao.lane.faults", tags.and("fault", fault)).increment();
    }

    /** Counters stay for the next lane of this name; the depth belongs to this queue. */
    public void close() {
        depth.close();
    }
}
