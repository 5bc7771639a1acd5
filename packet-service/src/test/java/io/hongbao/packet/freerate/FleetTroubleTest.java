package io.hongbao.packet.freerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallResult;
import io.hongbao.calls.send.CallResult.Failure;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.overload.PaymentTrouble;
import io.hongbao.contracts.routing.Instance;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FleetTroubleTest {

    private static final Instance A = new Instance("http://a:1", "a");
    private static final Instance B = new Instance("http://b:1", "b");
    private static final Duration PROBE = Duration.ofMillis(500);
    private static final CallResult LEAVING =
            new Response(503, new DefaultHttpHeaders(), new byte[0]);

    /** Near the end of its range, where a sum of it would overflow. */
    private long nanos = Long.MAX_VALUE - 5_000_000_000L;

    private final FleetTrouble trouble = new FleetTrouble(() -> nanos);

    private static CallResult ready(String level) {
        var headers = new DefaultHttpHeaders().add(PaymentTrouble.HEADER, level);
        return new Response(204, headers, new byte[0]);
    }

    private static CallResult failed(CallFailure failure) {
        return new Failure(failure);
    }

    /** Both are asked, again and again. */
    private void pass(Duration time, CallResult ofA, CallResult ofB) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(PROBE)) {
            nanos += PROBE.toNanos();
            trouble.answered(A, ofA);
            trouble.answered(B, ofB);
        }
    }

    @Test
    void nobody_who_could_be_asked_is_no_trouble() {
        assertThat(trouble.level()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 1", "3, 4, 4", "2, 4, 3", "10, 0, 5", "10, 10, 10"})
    void all_together_are_the_mean_rounded_up(String ofA, String ofB, int expected) {
        pass(PROBE, ready(ofA), ready(ofB));

        assertThat(trouble.level()).isEqualTo(expected);
    }

    @Test
    void an_answer_without_a_level_is_full_trouble() {
        trouble.answered(A, new Response(204, new DefaultHttpHeaders(), new byte[0]));

        assertThat(trouble.level()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(CallFailure.class)
    void who_was_there_and_is_silent_is_full_trouble_for_a_while(CallFailure silence) {
        pass(PROBE, ready("0"), ready("0"));

        pass(FleetTrouble.BELIEVED, ready("0"), failed(silence));
        assertThat(trouble.level()).isZero();
        pass(PROBE, ready("0"), failed(silence));
        assertThat(trouble.level()).isEqualTo(5);

        pass(
                FleetTrouble.MISSED.minus(FleetTrouble.BELIEVED).minus(PROBE),
                ready("0"),
                failed(silence));
        assertThat(trouble.level()).isEqualTo(5);
        pass(PROBE, ready("0"), failed(silence));
        assertThat(trouble.level()).isZero();
    }

    @ParameterizedTest
    @EnumSource(CallFailure.class)
    void while_none_lives_that_is_full_trouble(CallFailure silence) {
        pass(PROBE, ready("0"), ready("0"));

        pass(Duration.ofHours(1), failed(silence), failed(silence));
        assertThat(trouble.level()).isEqualTo(10);

        pass(PROBE, ready("0"), failed(silence));
        assertThat(trouble.level()).isZero();
    }

    @Test
    void until_the_first_is_ready_that_is_full_trouble() {
        trouble.answered(A, LEAVING);

        assertThat(trouble.level()).isEqualTo(10);
    }

    @Test
    void who_leaves_or_starts_does_not_count() {
        pass(PROBE, ready("2"), ready("0"));

        pass(Duration.ofSeconds(2), ready("2"), LEAVING);
        assertThat(trouble.level()).isEqualTo(2);
        pass(Duration.ofSeconds(5), ready("2"), failed(CallFailure.UNREACHABLE));
        assertThat(trouble.level()).isEqualTo(2);
        pass(Duration.ofSeconds(2), ready("2"), LEAVING);
        assertThat(trouble.level()).isEqualTo(2);
    }

    @Test
    void who_is_not_listed_any_more_does_not_count() {
        pass(PROBE, ready("2"), ready("10"));

        for (int i = 0; i <= FleetTrouble.LISTED.dividedBy(PROBE); i++) {
            nanos += PROBE.toNanos();
            trouble.answered(A, ready("2"));
        }

        assertThat(trouble.level()).isEqualTo(2);
    }
}
