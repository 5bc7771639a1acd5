package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LatestGaugeTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private LatestGauge showing(int value) {
        return LatestGauge.builder("depth", () -> value, "of tests")
                .register(Tags.of("lane", "a"), registry);
    }

    @Test
    void the_latest_is_shown_also_after_the_one_before_is_closed() {
        LatestGauge before = showing(1);
        LatestGauge now = showing(2);

        before.close();

        assertThat(registry.get("depth").tag("lane", "a").gauge().value()).isEqualTo(2);
        now.close();
        assertThat(registry.getMeters()).isEmpty();
    }
}
