package io.hongbao.packet.breaker;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What one SET's breaker counts. Counters stay for the next breaker of this SET. */
final class BreakerMeters {

    private final Counter unavailable;
    private final Counter unknown;
    private final Counter probes;
    private final Counter refused;

    BreakerMeters(String set, MeterRegistry registry) {
        Tags tags = Tags.of("set", set);
        unavailable = failures(tags.and("kind", "unavailable"), registry);
        unknown = failures(tags.and("kind", "unknown"), registry);
        probes = failures(tags.and("kind", "probe"), registry);
        refused =
                Counter.builder("hongbao.set.refused")
                        .description("Commands refused because the SET is out")
                        .tags(tags)
                        .register(registry);
    }

    private static Counter failures(Tags tags, MeterRegistry registry) {
        return Counter.builder("hongbao.set.failures")
                .description("Failures of the SET that its breaker counts")
                .tags(tags)
                .register(registry);
    }

    void failed(LaneFault fault) {
        (fault instanceof OutcomeUnknown ? unknown : unavailable).increment();
    }

    void probeFailed() {
        probes.increment();
    }

    void refused() {
        refused.increment();
    }
}
