package io.hongbao.pay.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.overload.PaymentTrouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleLevelTest {

    private static final int LOOKS_A_SECOND = 4;
    private static final int MINUTE = 60 * LOOKS_A_SECOND;

    private final TroubleLevel level = new TroubleLevel();

    private static Stream<Long> seeds() {
        return new Random(18).longs(200).boxed();
    }

    private void look(long answered, long troubled) {
        level.looked(new PaymentOutcomes.Counts(answered, troubled), 0);
    }

    private void looks(int looks, long answered, long troubled) {
        for (int i = 0; i < looks; i++) {
            look(answered, troubled);
        }
    }

    /** So many payments come in the mean, and such a part of them fails, all by chance. */
    private void noise(Random random, double payments, double failing) {
        long answered = 0;
        long troubled = 0;
        for (double left = -Math.log(random.nextDouble());
                left < payments;
                left -= Math.log(random.nextDouble())) {
            answered++;
            troubled += random.nextDouble() < failing ? 1 : 0;
        }
        look(answered, troubled);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 1", "30, 3", "34, 3", "60, 6", "94, 9", "95, 10", "100, 10"})
    void the_level_goes_to_the_part_of_payments_that_are_in_trouble(int percent, int expected) {
        looks(TroubleLevel.WINDOW, 100, percent);

        assertThat(level.level()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"32, 0", "24, 3", "16, 5", "8, 8", "1, 10"})
    void calls_that_are_shed_count_as_payments_in_trouble(int admitted, int expected) {
        level.looked(new PaymentOutcomes.Counts(0, 0), 1 - admitted / 32.0);

        assertThat(level.level()).isEqualTo(expected);
    }

    @Test
    void the_level_rises_with_the_first_look() {
        look(20, 20);

        assertThat(level.level()).isEqualTo(PaymentTrouble.MAX);
    }

    @Test
    void a_single_payment_that_fails_is_not_the_whole() {
        look(1, 1);

        assertThat(level.level()).isEqualTo(2);
    }

    @Test
    void the_level_falls_by_one_step_at_a_time() {
        looks(TroubleLevel.WINDOW, 100, 100);
        for (int looks = 0, before = 10; looks < MINUTE; looks++) {
            look(100, 0);
            assertThat(level.level()).isBetween(before - 1, before);
            before = level.level();
        }

        assertThat(level.level()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "100"})
    void the_highest_level_is_gone_within_a_minute_with_payments_or_without(int answered) {
        looks(TroubleLevel.WINDOW, 100, 100);

        looks(TroubleLevel.WINDOW + PaymentTrouble.MAX * TroubleLevel.CALM, answered, 0);

        assertThat(level.level()).isZero();
        assertThat(TroubleLevel.WINDOW + PaymentTrouble.MAX * TroubleLevel.CALM).isLessThan(MINUTE);
    }

    @Test
    void trouble_that_comes_back_while_the_level_falls_raises_it_at_once() {
        looks(TroubleLevel.WINDOW, 100, 100);
        looks(TroubleLevel.WINDOW + 3 * TroubleLevel.CALM, 100, 0);
        assertThat(level.level()).isBetween(5, 8);

        looks(TroubleLevel.WINDOW, 100, 100);

        assertThat(level.level()).isEqualTo(PaymentTrouble.MAX);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_third_of_all_payments_failing_by_chance_makes_no_swing(long seed) {
        var random = new Random(seed);
        double payments = 5 + 45 * random.nextDouble();
        for (int i = 0; i < MINUTE; i++) {
            noise(random, payments, 0.3);
        }
        int changes = 0;
        for (int i = 0; i < 5 * MINUTE; i++) {
            int before = level.level();
            noise(random, payments, 0.3);
            changes += level.level() == before ? 0 : 1;
            assertThat(level.level()).isBetween(3, 5);
        }
        assertThat(changes).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void while_all_fail_the_few_payments_that_free_views_leave_keep_the_level_up(long seed) {
        var random = new Random(seed);
        double views = 10 + 90 * random.nextDouble();
        looks(TroubleLevel.WINDOW, 100, 100);
        for (int i = 0; i < MINUTE; i++) {
            double paid = 0.9 * (1 - level.level() / 10.0);
            noise(random, views * paid, 1);
            assertThat(level.level()).isGreaterThanOrEqualTo(9);
        }
    }
}
