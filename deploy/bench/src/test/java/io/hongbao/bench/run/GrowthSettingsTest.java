package io.hongbao.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.report.GrowthResult.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthSettingsTest {

    @Test
    void sets_grow_with_one_instance_then_instances_with_two_sets_and_nothing_is_measured_twice() {
        assertThat(GrowthSettings.shapes(List.of(1, 2, 4), List.of(1, 2, 4)))
                .containsExactly(
                        new Shape(1, 1),
                        new Shape(2, 1),
                        new Shape(4, 1),
                        new Shape(2, 2),
                        new Shape(2, 4));
    }
}
