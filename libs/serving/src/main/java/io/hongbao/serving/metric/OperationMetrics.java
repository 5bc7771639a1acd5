package io.hongbao.serving.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times operations by outcome: {@code hongbao_operations_seconds} with the tags {@code
 * operation} and {@code outcome}. Outcomes are words of a closed set ({@code ok} or a problem's
 * code), never values.
 */
public final class OperationMetrics {

    private record Key(String operation, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    public OperationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void record(String operation, String outcome, Duration took) {
        timers.computeIfAbsent(new Key(operation, outcome), this::timer).record(took);
    }

    private Timer timer(Key key) {
        return Timer.builder("hongbao.operations")
                .description("Operations of users and of services, by outcome")
                .tag("operation", key.operation())
                .tag("outcome", key.outcome())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(registry);
    }
}
