package io.hongbao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.EveryCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmUpFiguresTest {

    @Test
    void it_ends_where_five_seconds_reach_nine_tenths_of_the_best_five() {
        var rates = new ArrayList<Double>();
        rates.addAll(seconds(3, 100));
        rates.addAll(seconds(2, 500));
        rates.addAll(seconds(20, 1_000));

        WarmUpFigures warmUp = WarmUpFigures.of(rates);

        assertThat(warmUp.peak()).isEqualTo(1_000);
        // One second of 500 among five is nine tenths; half a second later none is.
        assertThat(warmUp.seconds()).isEqualTo(4);
    }

    @Test
    void one_lucky_second_is_no_peak() {
        var rates = new ArrayList<Double>();
        rates.addAll(seconds(1, 5_000));
        rates.addAll(seconds(10, 1_000));

        WarmUpFigures warmUp = WarmUpFigures.of(rates);

        assertThat(warmUp.peak()).isEqualTo(1_800);
        assertThat(warmUp.seconds()).isZero();
    }

    @Test
    void a_run_shorter_than_five_seconds_is_its_own_peak() {
        assertThat(WarmUpFigures.of(List.of(10.0, 30.0))).isEqualTo(new WarmUpFigures(20, 0));
        assertThat(WarmUpFigures.of(List.of())).isEqualTo(new WarmUpFigures(0, 0));
    }

    @Test
    void whatever_the_rates_it_ends_within_the_run() {
        var every = new EveryCase();
        while (every.next()) {
            var rates = new ArrayList<Double>();
            int changes = every.choose(1, 4);
            for (int change = 0; change < changes; change++) {
                rates.addAll(Collections.nCopies(every.choose(1, 11), every.choose(0, 2) * 1.0));
            }

            WarmUpFigures warmUp = WarmUpFigures.of(rates);

            assertThat(warmUp.seconds()).isBetween(0.0, rates.size() * 0.25);
        }
    }

    private static List<Double> seconds(int count, double rate) {
        return Collections.nCopies(4 * count, rate);
    }
}
