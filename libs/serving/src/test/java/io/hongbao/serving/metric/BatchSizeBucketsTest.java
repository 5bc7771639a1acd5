package io.hongbao.serving.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

final class BatchSizeBucketsTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    BatchSizeBucketsTest() {
        registry.config().meterFilter(new BatchSizeBuckets());
    }

    @Test
    void the_sizes_of_batches_are_shown_as_a_distribution_and_as_a_sum() {
        DistributionSummary sizes = registry.summary("hongbao.lane.batch.size", "kind", "open");

        sizes.record(1);
        sizes.record(40);

        assertThat(registry.scrape().lines())
                .contains(
                        "hongbao_lane_batch_size_bucket{kind=\"open\",le=\"1.0\"} 1",
                        "hongbao_lane_batch_size_bucket{kind=\"open\",le=\"32.0\"} 1",
                        "hongbao_lane_batch_size_bucket{kind=\"open\",le=\"64.0\"} 2",
                        "hongbao_lane_batch_size_count{kind=\"open\"} 2",
                        "hongbao_lane_batch_size_sum{kind=\"open\"} 41.0");
    }

    @Test
    void other_meters_stay_as_they_are() {
        registry.summary("hongbao.something.else").record(1);

        assertThat(registry.scrape()).doesNotContain("hongbao_something_else_bucket");
    }
}
