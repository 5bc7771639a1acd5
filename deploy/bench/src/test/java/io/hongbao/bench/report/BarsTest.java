package io.hongbao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.check.Databases.Sum;
import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.Bars.Bar;
import io.hongbao.bench.report.Window.Credits;
import io.hongbao.bench.report.Window.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarsTest {

    private static final String FIXED = "open-many 3,000/s";

    @Test
    void a_run_that_just_reaches_every_bar_has_reached_all() {
        assertThat(Bars.of(just(1)))
                .hasSize(10)
                .allSatisfy(bar -> assertThat(bar.reached()).as(bar.toString()).isEqualTo("yes"));
    }

    @Test
    void a_run_that_is_a_little_worse_has_reached_none() {
        assertThat(Bars.of(just(0.98)))
                .hasSize(10)
                .allSatisfy(bar -> assertThat(bar.reached()).as(bar.toString()).isEqualTo("no"));
    }

    @ParameterizedTest
    @CsvSource({"0.29, no", "0.3, yes", "0.5, aim"})
    void an_aim_lies_beyond_its_bar(double ratio, String reached) {
        var run = run(List.of(window("hello", 100), window("open-many", 100 * ratio)), List.of());

        assertThat(Bars.of(run)).extracting(Bar::reached).containsExactly(reached);
    }

    @Test
    void latency_at_another_rate_is_held_to_no_bar() {
        var run = run(List.of(), List.of(window("open-many", 5), window("open-many 900/s", 5)));

        assertThat(Bars.of(run)).isEmpty();
    }

    @Test
    void latency_at_the_fixed_rate_is_the_median_of_its_windows() {
        var run = run(List.of(), List.of(window(FIXED, 400), window(FIXED, 20), window(FIXED, 30)));

        assertThat(Bars.of(run)).extracting(Bar::ratio).containsExactly(30.0);
    }

    /** So good: 1 reaches each bar exactly. */
    private static RunResult just(double good) {
        return run(
                List.of(
                        new Window(
                                "hello",
                                1_000,
                                1_000,
                                Duration.ofSeconds(1),
                                Map.of(),
                                null,
                                List.of(),
                                Map.of("hello", 20_000L, "generator", 10_000L),
                                0,
                                Map.of(),
                                Map.of(),
                                null,
                                null),
                        window("naive-hot", 1_000),
                        new Window(
                                "open-many",
                                300 * good,
                                1_000,
                                Duration.ofSeconds(1),
                                Map.of(),
                                null,
                                List.of(),
                                Map.of(
                                        "set-000", 15_000L,
                                        "set-001", (long) (5_000 / good),
                                        "gateway", (long) (100_000 / good)),
                                0,
                                Map.of(),
                                Map.of(),
                                new Credits(0.8 * good, 1, 0, List.of()),
                                null),
                        window("open-hot", 8_000 * good),
                        window("grab", 750 * good),
                        window("details", 500 * good),
                        window("wrap-pay", 100 * good),
                        window("mix", 350 * good)),
                List.of(window(FIXED, 50 / good)));
    }

    /** With the p99 of its rate. */
    private static Window window(String figure, double rate) {
        return new Window(
                figure,
                rate,
                100,
                Duration.ofSeconds(1),
                Map.of(),
                new Latency(1, 2, rate, 4, 5),
                List.of(),
                Map.of(),
                0,
                Map.of(),
                Map.of(),
                null,
                null);
    }

    private static RunResult run(List<Window> windows, List<Window> openLoop) {
        var sum = new Sum(0, 0);
        return new RunResult(
                Instant.EPOCH, Map.of(), windows, openLoop, new Outcome(sum, sum, sum, true, ""));
    }
}
