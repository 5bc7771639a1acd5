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
        return problem(hit.limit())
                .with("limit", hit.limit().text())
                .with("until", hit.until().toString())
                .retryAfter(Duration.between(clock.instant(), hit.until()));
    }

    private static ProblemException problem(Limit limit) {
        return switch (limit) {
            case SENT_FEN, SENT_COUNT, TOPPED_UP_FEN, TOPPED_UP_COUNT, NEW_CARDS ->
                    ProblemException.of(
                            ProblemCode.DAILY_LIMIT,
                            "the user would exceed what may be done in a day: limit="
                                    + limit.text());
            case DECLINES ->
                    ProblemException.of(
                            ProblemCode.TOO_MANY_DECLINES,
                            "banks declined cards to the user too often today: pay by change");
        };
    }
}
