package io.hongbao.bench.run;

import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run does.
 *
 * @param rounds how often each figure is measured; they take turns
 * @param window how long once
 * @param warmUp how long each figure is run before, without being measured; zero for not at all
 * @param connections to the gateway, and to hello
 * @param directConnections to a service: as many calls as a gateway has under way, for each SET
 * @param batch items of a call to a service
 * @param users who open, so that no one opens a packet twice
 * @param yardsticks whether hello and naive are measured too
 * @param latencyRate opens a second in an open loop, beside those at half of the peak; 0: latency
 *     is not measured in any
 * @param profile where profiles of the last round go; null for none
 */
public record BenchSettings(
        List<Scenario> scenarios,
        List<Via> ways,
        int rounds,
        Duration window,
        Duration warmUp,
        int connections,
        int directConnections,
        int batch,
        int users,
        boolean yardsticks,
        int latencyRate,
        @Nullable Path profile) {
    /** Short, and about money only: what continuous integration runs. */
    public static BenchSettings smoke() {
        return new BenchSettings(
                List.of(
                        Scenario.OPEN_MANY,
                        Scenario.OPEN_HOT,
                        Scenario.DETAILS,
                        Scenario.WRAP_PAY,
                        Scenario.CARD_PAY,
                        Scenario.MOMENTS,
                        Scenario.MIX),
                List.of(Via.GATEWAY, Via.DIRECT),
                1,
                Duration.ofMillis(1_500),
                Duration.ZERO,
                32,
                4,
                16,
                5_000,
                false,
                0,
                null);
    }

    /**
     * All that users do, for the JVMs to learn it.
     *
     * @param each of one scenario
     */
    public static BenchSettings training(Duration each) {
        return new BenchSettings(
                List.of(Scenario.values()),
                List.of(Via.GATEWAY),
                1,
                each,
                Duration.ofSeconds(2),
                256,
                1,
                1,
                20_000,
                false,
                0,
                null);
    }
}
