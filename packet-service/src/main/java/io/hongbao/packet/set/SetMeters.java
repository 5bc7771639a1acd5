package io.hongbao.packet.set;

import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.breaker.BreakerView;
import io.hongbao.packet.breaker.BreakerView.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Meters by SET: they come and go with their SET. */
@Component
public final class SetMeters {

    private final MeterRegistry registry;

    public SetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The gauges of the catalogue itself. */
    void watch(WatchedSets catalogue) {
        Gauge.builder(
                        "hongbao.catalogue.changed",
                        () -> catalogue.changedAt().toEpochMilli() / 1_000.0)
                .description("When the catalogue of SETs last changed, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("hongbao.catalogue.refused", () -> catalogue.refusal().isPresent() ? 1 : 0)
                .description("1 while the file is not the catalogue that counts")
                .register(registry);
    }

    /** A repeat changes nothing. A SET that is not connected is out. */
    void add(SetId set, Supplier<Optional<SetHandle>> handle, Supplier<Number> weight) {
        gauge(set, "open", "1 once the SET is connected", () -> handle.get().isPresent() ? 1 : 0);
        gauge(set, "weight", "The SET's part of new packets, by the catalogue", weight);
        gauge(
                set,
                "connections",
                "Connections of this instance to the SET",
                () -> handle.get().map(SetHandle::connections).orElse(0));
        Supplier<Optional<BreakerView>> breaker =
                () -> handle.get().map(each -> each.breaker().view());
        gauge(
                set,
                "breaker",
                "0 in service, 1 being probed, 2 out",
                () -> breaker.get().map(BreakerView::state).orElse(State.OPEN).number());
        gauge(
                set,
                "share",
                "The part of its weight that the SET gets now",
                () -> breaker.get().map(BreakerView::sharePercent).orElse(0) / 100.0);
        looks(set, "hit", () -> handle.get().map(each -> each.lanes().memory().hits()).orElse(0L));
        looks(
                set,
                "miss",
                () -> handle.get().map(each -> each.lanes().memory().misses()).orElse(0L));
        seconds(set, "opened", () -> breaker.get().flatMap(BreakerView::openedAt));
        seconds(set, "closed", () -> breaker.get().flatMap(BreakerView::closedAt));
    }

    private void looks(SetId set, String result, Supplier<Long> count) {
        FunctionCounter.builder("hongbao.set.looks", count, Supplier::get)
                .description("Packets looked for in memory, to be shown, by what was found")
                .tag("set", set.toString())
                .tag("result", result)
                .register(registry);
    }

    private void gauge(SetId set, String name, String description, Supplier<Number> value) {
        Gauge.builder("hongbao.set." + name, value)
                .description(description)
                .tag("set", set.toString())
                .register(registry);
    }

    private void seconds(SetId set, String event, Supplier<Optional<Instant>> last) {
        Gauge.builder(
                        "hongbao.set.breaker." + event,
                        () -> last.get().map(at -> at.toEpochMilli() / 1_000.0).orElse(0.0))
                .description("When it last " + event + ", in seconds since 1970; 0 for never")
                .baseUnit("seconds")
                .tag("set", set.toString())
                .register(registry);
    }

    /** Forgets all that carries the SET's name, its lanes' and its outbox's meters too. */
    void remove(SetId set) {
        String name = "set-" + set;
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            if (set.toString().equals(id.getTag("set"))
                    || isOf(name, id.getTag("lane"))
                    || isOf(name, id.getTag("outbox"))) {
                registry.remove(meter);
            }
        }
    }

    /** Packets made on the SET by this instance. */
    public long orders(SetId set) {
        return Optional.ofNullable(
                        registry.find("hongbao.set.orders").tag("set", set.toString()).counter())
                .map(counter -> (long) counter.count())
                .orElse(0L);
    }

    /** How often the SET's lanes failed in this instance, by kind of fault. */
    public Map<String, Long> failures(SetId set) {
        var failures = new TreeMap<String, Long>();
        for (Counter counter : registry.find("hongbao.lane.faults").counters()) {
            String fault = counter.getId().getTag("fault");
            if (fault != null && isOf("set-" + set, counter.getId().getTag("lane"))) {
                failures.merge(fault, (long) counter.count(), Long::sum);
            }
        }
        return failures;
    }

    private static boolean isOf(String name, @Nullable String part) {
        return part != null && (part.equals(name) || part.startsWith(name + "-"));
    }
}
