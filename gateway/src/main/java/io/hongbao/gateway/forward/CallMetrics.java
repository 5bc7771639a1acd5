package io.hongbao.gateway.forward;

import io.hongbao.gateway.forward.Reply.Silence;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what goes wrong between the gateway and the services. */
public final class CallMetrics {

    private final Map<Silence, Counter> noAnswer = new EnumMap<>(Silence.class);
    private final Counter repeated;

    CallMetrics(MeterRegistry registry) {
        for (Silence reason : Silence.values()) {
            noAnswer.put(
                    reason,
                    Counter.builder("hongbao.gateway.no.answer")
                            .description("Calls that an instance did not answer")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        repeated =
                Counter.builder("hongbao.gateway.repeated")
                        .description("Calls of users that were sent to a second instance")
                        .register(registry);
    }

    public void noAnswer(Silence reason) {
        Objects.requireNonNull(noAnswer.get(reason)).increment();
    }

    public void repeated() {
        repeated.increment();
    }
}
