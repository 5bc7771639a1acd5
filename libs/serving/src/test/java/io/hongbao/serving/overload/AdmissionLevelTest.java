package io.hongbao.serving.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A level against a process that serves so many calls a window and queues the others. */
final class AdmissionLevelTest {

    private static final double WAIT_MAX = 50;

    /** In ranks: one and a half tiers, of which the mix decides how much that is. */
    private static final int SWING_MAX = 12;

    private static final int WINDOWS_A_SECOND = 4;

    private static Stream<Long> seeds() {
        return new Random(17).longs(100).boxed();
    }

    /** Serves so many calls a window, whatever they are. */
    private static final class StrainedProcess {

        static final double CAPACITY = 1_000;

        final AdmissionLevel level = new AdmissionLevel(WAIT_MAX);
        final List<Tier> tiers = List.of(Tier.values());
        final double[] offered = new double[4];
        final Random random;
        double queued;

        StrainedProcess(Random random) {
            this.random = random;
        }

        /** In parts of what the process can serve. */
        void offer(double... parts) {
            for (int i = 0; i < parts.length; i++) {
                offered[i] = parts[i] * CAPACITY;
            }
        }

        double admitted(Tier tier) {
            return AdmissionRank.admitted(tier, level.admitted());
        }

        void run(int seconds) {
            for (int i = 0; i < seconds * WINDOWS_A_SECOND; i++) {
                window();
            }
        }

        private void window() {
            for (int i = 0; i < offered.length; i++) {
                double part = admitted(tiers.get(i));
                queued += offered[i] * part * (0.9 + 0.2 * random.nextDouble());
            }
            double waited = 1_000.0 / WINDOWS_A_SECOND * queued / CAPACITY / 2;
            // What nobody waits for any more leaves the queue.
            queued = Math.clamp(queued - CAPACITY, 0, 8 * CAPACITY);
            level.windowPassed(queued == 0 ? 1 : waited);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void at_three_times_the_capacity_the_first_tier_is_served_and_nothing_swings(long seed) {
        var random = new Random(seed);
        var process = new StrainedProcess(random);
        double first = 0.2 + 0.5 * random.nextDouble();
        double second = 0.3 + 0.7 * random.nextDouble();
        double third = 0.3 + 0.7 * random.nextDouble();
        double fourth = 3 - first - second - third;
        process.offer(first, second, third, fourth);
        process.run(2);
        assertThat(process.admitted(Tier.FOURTH)).isLessThan(0.5);
        process.run(8);
        var levels = new IntSummaryStatistics();
        for (int passed = 10; passed < 60; passed++) {
            process.run(1);
            levels.accept(process.level.admitted());
            assertThat(process.admitted(Tier.FIRST)).isEqualTo(1);
        }
        assertThat(levels.getMax() - levels.getMin()).isLessThanOrEqualTo(SWING_MAX);
        process.offer(first / 6, second / 6, third / 6, fourth / 6);
        process.run(10);
        assertThat(process.level.admitted()).isEqualTo(AdmissionRank.ALL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tiers_are_refused_from_the_last_and_come_back_from_the_first(long seed) {
        var random = new Random(seed);
        var level = new AdmissionLevel(WAIT_MAX);
        for (int window = 0; window < 1_000; window++) {
            level.windowPassed(random.nextDouble() * 6 * WAIT_MAX);
            int ranks = level.admitted();
            assertThat(ranks).isBetween(1, AdmissionRank.ALL);
            double before = 1;
            for (Tier tier : Tier.values()) {
                double part = AdmissionRank.admitted(tier, ranks);
                assertThat(before == 1 || part == 0).isTrue();
                before = part;
            }
        }
    }

    @Test
    void a_pause_of_one_window_refuses_nothing() {
        var level = new AdmissionLevel(WAIT_MAX);
        level.windowPassed(10 * WAIT_MAX);
        level.windowPassed(0);
        level.windowPassed(10 * WAIT_MAX);
        assertThat(level.admitted()).isEqualTo(AdmissionRank.ALL);
        level.windowPassed(10 * WAIT_MAX);
        assertThat(level.admitted()).isLessThan(AdmissionRank.ALL);
    }

    @Test
    void the_first_tier_is_refused_in_part_only_when_the_wait_is_hopeless() {
        var level = new AdmissionLevel(WAIT_MAX);
        for (int window = 0; window < 100; window++) {
            level.windowPassed(3.9 * WAIT_MAX);
        }
        assertThat(AdmissionRank.admitted(Tier.FIRST, level.admitted())).isEqualTo(1);
        assertThat(AdmissionRank.admitted(Tier.SECOND, level.admitted())).isZero();
        for (int window = 0; window < 100; window++) {
            level.windowPassed(10 * WAIT_MAX);
        }
        assertThat(level.admitted()).isEqualTo(1);
    }
}
