package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.LaneFault;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The meters of one lane, made once, so that a command costs no look-up. */
final class LaneMetrics {

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

    LaneMetrics(LaneSettings settings, LaneQueue<?> queue, MeterRegistry registry) {
        this.registry = registry;
        tags = Tags.of("lane", settings.name(), "kind", settings.kind());
        ticker = registry.config().clock();
        depth =
                LatestGauge.builder("hongbao.lane.queue.depth", queue::size, "Commands waiting now")
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

    long nanos() {
        return ticker.monotonicTime();
    }

    void taken(List<? extends Waiting<?, ?>> batch) {
        long now = nanos();
        batchSize.record(batch.size());
        for (Waiting<?, ?> waiting : batch) {
            waitTime.record(now - waiting.submittedNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void handled(long sinceNanos) {
        handlingTime.record(nanos() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    void refusedFull() {
        full.increment();
    }

    void refusedClosed() {
        closed.increment();
    }

    void refusedOverdue() {
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
    void close() {
        depth.close();
    }
}
