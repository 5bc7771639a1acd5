package io.hongbao.calls.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what goes wrong between processes. */
final class CallMetrics {

    private final Map<CallFailure, Counter> notAnswered = new EnumMap<>(CallFailure.class);
    private final Counter repeated;
    private final Counter notRepeated;

    CallMetrics(MeterRegistry registry) {
        for (CallFailure reason : CallFailure.values()) {
            notAnswered.put(
                    reason,
                    Counter.builder("hongbao.calls.no.answer")
                            .description("Calls that an instance did not answer")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        repeated =
                Counter.builder("hongbao.calls.repeated")
                        .description("Calls that were sent to a second instance")
                        .register(registry);
        notRepeated =
                Counter.builder("hongbao.calls.not.repeated")
                        .description("Calls that the budget of second tries did not cover")
                        .register(registry);
    }

    void notAnswered(CallFailure reason) {
        Objects.requireNonNull(notAnswered.get(reason)).increment();
    }

    void repeated() {
        repeated.increment();
    }

    void notRepeated() {
        notRepeated.increment();
    }
}
