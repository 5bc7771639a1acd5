package io.hongbao.serving.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LaneBucketsTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    LaneBucketsTest() {
        registry.config().meterFilter(new LaneBuckets());
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
    void what_commands_wait_for_is_shown_as_a_distribution_in_seconds() {
        Timer waits = registry.timer("hongbao.lane.wait", "kind", "open");

        waits.record(Duration.ofMillis(3));
        waits.record(Duration.ofMillis(300));

        assertThat(registry.scrape().lines())
                .contains(
                        "hongbao_lane_wait_seconds_bucket{kind=\"open\",le=\"0.005\"} 1",
                        "hongbao_lane_wait_seconds_bucket{kind=\"open\",le=\"0.2\"} 1",
                        "hongbao_lane_wait_seconds_bucket{kind=\"open\",le=\"0.5\"} 2");
    }

    @Test
    void other_meters_stay_as_they_are() {
        registry.summary("hongbao.something.else").record(1);

        assertThat(registry.scrape()).doesNotContain("hongbao_something_else_bucket");
    }
}
