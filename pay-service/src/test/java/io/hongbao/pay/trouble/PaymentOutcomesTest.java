package io.hongbao.pay.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.pay.trouble.PaymentOutcomes.Counts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOutcomesTest {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final PaymentOutcomes outcomes = new PaymentOutcomes(SLOW);

    private Counts one(String outcome, Duration took) {
        outcomes.answered(outcome, took);
        return outcomes.take();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unclear",
                "payment_failed",
                "too_many_requests",
                "internal_error",
                "wallet_unavailable",
                "bank_unavailable",
                "switched_off",
                "overloaded"
            })
    void what_the_payer_is_not_to_blame_for_is_trouble(String outcome) {
        assertThat(one(outcome, Duration.ZERO)).isEqualTo(new Counts(1, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemCode.class,
            names = {
                "INVALID_REQUEST",
                "INSUFFICIENT_CHANGE",
                "PAYMENT_DECLINED",
                "TICKET_INVALID",
                "PAYMENT_PROOF_REQUIRED",
                "PAYMENT_IN_PROGRESS",
                "WRAP_ALREADY_PAID",
                "PAYMENT_TOO_LATE",
                "PAYMENT_REFUNDED",
                "DAILY_LIMIT",
                "TOO_MANY_DECLINES"
            })
    void what_the_payer_is_refused_is_none(ProblemCode refusal) {
        assertThat(one(refusal.code(), Duration.ZERO)).isEqualTo(new Counts(1, 0));
    }

    @Test
    void whatever_takes_too_long_is_trouble() {
        assertThat(one("ok", SLOW)).isEqualTo(new Counts(1, 0));
        assertThat(one("ok", SLOW.plusMillis(1))).isEqualTo(new Counts(1, 1));
        assertThat(one("insufficient_change", SLOW.plusMillis(1))).isEqualTo(new Counts(1, 1));
    }

    @Test
    void each_payment_is_taken_once() {
        outcomes.answered("ok", Duration.ZERO);
        outcomes.answered("unclear", Duration.ZERO);

        assertThat(outcomes.take()).isEqualTo(new Counts(2, 1));
        assertThat(outcomes.take()).isEqualTo(new Counts(0, 0));
    }
}
