package io.hongbao.pay.bank;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Locked;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Refunded;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BindAnswer.Bound;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.pay.bank.BindAnswer.UnknownCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is measured of one bank. */
final class BankMeters {

    private static final String BANK = "bank";
    private static final String OPERATION = "operation";

    private final String bank;
    private final MeterRegistry registry;

    BankMeters(String bank, MeterRegistry registry) {
        this.bank = bank;
        this.registry = registry;
    }

    void watch(CircuitBreaker circuit, BankRefusal refusal) {
        Gauge.builder("hongbao.bank.breaker", () -> number(circuit.getState()))
                .description("0 asked, 1 tried again, 2 not asked")
                .tag(BANK, bank)
                .register(registry);
        Gauge.builder("hongbao.bank.refused", () -> refusal.reason().isPresent() ? 1 : 0)
                .description("1 while the bank refuses whatever we ask")
                .tag(BANK, bank)
                .register(registry);
    }

    private static int number(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN, DISABLED, METRICS_ONLY -> 2;
        };
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    Timer timer(String operation, Object answer) {
        return Timer.builder("hongbao.bank.calls")
                .description("Calls to banks, by what they answered")
                .tag(BANK, bank)
                .tag(OPERATION, operation)
                .tag(
                        "outcome",
                        answer instanceof BankAnswer one
                                ? outcome(one)
                                : outcome((BindAnswer) answer))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(registry);
    }

    private static String outcome(BankAnswer answer) {
        return switch (answer) {
            case Debited _ -> "debited";
            case Declined _ -> "declined";
            case Locked _ -> "locked";
            case Refunded _ -> "refunded";
            case NotBooked _ -> "not_booked";
            case Unclear _ -> "unclear";
        };
    }

    private static String outcome(BindAnswer answer) {
        return switch (answer) {
            case Bound _ -> "bound";
            case UnknownCard _ -> "unknown_card";
            case Unavailable _ -> "unavailable";
        };
    }

    /** The breaker was open, or the bulkhead full. */
    void notMade(String operation) {
        Counter.builder("hongbao.bank.not.made")
                .description("Calls to banks that were not made")
                .tag(BANK, bank)
                .tag(OPERATION, operation)
                .register(registry)
                .increment();
    }
}
