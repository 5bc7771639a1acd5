package io.hongbao.lanes.lane;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/**
 * A gauge that belongs to the latest of those who have the same name and tags. When something is
 * replaced by its like, the new one is there before the old one goes: what is shown is the new one,
 * and the end of the old one does not take it away.
 */
public final class LatestGauge implements AutoCloseable {

    private final MeterRegistry registry;
    private final Gauge gauge;

    private LatestGauge(MeterRegistry registry, Gauge gauge) {
        this.registry = registry;
        this.gauge = gauge;
    }

    /** A gauge that is not shown yet. */
    public record Builder(String name, Supplier<Number> value, String description) {

        public LatestGauge register(Tags tags, MeterRegistry registry) {
            // A registry would keep the one before and ignore the new one.
            registry.find(name).tags(tags).gauges().forEach(registry::remove);
            return new LatestGauge(
                    registry,
                    Gauge.builder(name, value)
                            .description(description)
                            .tags(tags)
                            .register(registry));
        }
    }

    public static Builder builder(String name, Supplier<Number> value, String description) {
        return new Builder(name, value, description);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Gauges of one name are equal, whoever they belong to.
    public void close() {
        Meter.Id id = gauge.getId();
        for (Gauge shown : registry.find(id.getName()).tags(id.getTags()).gauges()) {
            if (shown == gauge) {
                registry.remove(gauge);
            }
        }
    }
}
