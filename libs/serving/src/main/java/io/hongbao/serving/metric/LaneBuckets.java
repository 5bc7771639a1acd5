package io.hongbao.serving.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Gives what lanes measure buckets: sizes of batches in powers of two, waits and handlings from 1
 * to 500 ms. A mean hides that most batches are small and a few are full, and what the slowest
 * calls waited for. Costs ten lines for each lane and meter; to find the buckets of waits takes
 * some 1 % of a service's time on the CPU under load.
 */
final class LaneBuckets implements MeterFilter {

    /** The last is more than any batch may have by default. */
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    /** In nanoseconds. */
    private static final double[] TIMES =
            LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500)
                    .map(ms -> Duration.ofMillis(ms).toNanos())
                    .asDoubleStream()
                    .toArray();

    private static final Map<String, double[]> BOUNDS =
            Map.of(
                    "hongbao.lane.batch.size", SIZES,
                    "hongbao.posting.batch", SIZES,
                    "hongbao.lane.wait", TIMES,
                    "hongbao.lane.handling", TIMES,
                    "hongbao.lane.commit", TIMES);

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        double[] bounds = BOUNDS.get(id.getName());
        return bounds == null
                ? config
                : DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(bounds)
                        .build()
                        .merge(config);
    }
}
