package io.hongbao.serving.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Set;

/**
 * Gives the sizes of batches buckets, in powers of two: a mean hides that most batches are small
 * and a few are full. Costs ten lines for each lane and nothing that could be measured for each
 * batch.
 */
final class BatchSizeBuckets implements MeterFilter {

    private static final Set<String> NAMES =
            Set.of("hongbao.lane.batch.size", "hongbao.posting.batch");

    /** The last is more than any batch may have by default. */
    private static final double[] BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return NAMES.contains(id.getName())
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config)
                : config;
    }
}
