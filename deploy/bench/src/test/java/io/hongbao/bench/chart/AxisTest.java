package io.hongbao.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTest {

    @ParameterizedTest
    @CsvSource({
        "58852, 10000, 6, '60,000'",
        "60000, 10000, 6, '60,000'",
        "60001, 20000, 4, '80,000'",
        "17, 5, 4, 20",
        "6, 1, 6, 6",
        "1, 0.2, 5, 1.00",
        "0.3, 0.05, 6, 0.30",
    })
    void marks_are_round(double max, double step, int steps, String last) {
        Axis axis = Axis.upTo(max);

        assertThat(axis.step()).isEqualTo(step);
        assertThat(axis.steps()).isEqualTo(steps);
        assertThat(axis.mark(axis.steps())).isEqualTo(last);
    }

    @Test
    void the_largest_value_is_within_the_last_step() {
        Seeds.times(
                10_000,
                random -> {
                    double max = Math.pow(10, random.nextDouble(-3, 9));
                    Axis axis = Axis.upTo(max);

                    assertThat(axis.steps()).isBetween(1, 6);
                    assertThat(axis.end()).isGreaterThanOrEqualTo(max * (1 - 1e-9));
                    assertThat(axis.end() - axis.step()).isLessThan(max * (1 + 1e-9));
                });
    }
}
