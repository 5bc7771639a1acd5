package io.hongbao.pay.limit;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.pay.limit.LimitHit.Limit;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Says that a daily limit would be exceeded, and counts how often it is said. */
@Component
@EnableConfigurationProperties(DailyLimits.class)
public final class RefuseOverLimit {

    private final Clock clock;
    private final MeterRegistry registry;

    RefuseOverLimit(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        this.registry = registry;
        for (Limit limit : Limit.values()) {
            hits(limit);
        }
    }

    private Counter hits(Limit limit) {
        return Counter.builder("hongbao.limit.hits")
                .description("Calls that a daily limit of their user refused")
                .tag("limit", limit.text())
                .register(registry);
    }

    /** The answer to the call. */
    public ProblemException problem(LimitHit hit) {
        hits(hit.limit()).increment();
        return ProblemException.of(
                        ProblemCode.DAILY_LIMIT,
                        "the user would exceed what may be sent or topped up in a day: limit="
                                + hit.limit().text())
                .with("limit", hit.limit().text())
                .with("until", hit.until().toString())
                .retryAfter(Duration.between(clock.instant(), hit.until()));
    }
}
