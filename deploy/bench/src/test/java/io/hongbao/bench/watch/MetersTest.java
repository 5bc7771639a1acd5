package io.hongbao.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetersTest {

    private static final Meters METERS =
            Meters.parse(
                    """
                    # TYPE hongbao_lane_batch_size summary
                    hongbao_lane_batch_size_count{kind="open",lane="a"} 2
                    hongbao_lane_batch_size_count{kind="open",lane="b"} 3
                    hongbao_lane_batch_size_count{kind="grab",lane="c"} 5.0
                    hongbao_lane_batch_size_count_other{kind="open"} 7
                    jvm_threads 9
                    """
                            .lines());

    @Test
    void lines_of_a_name_are_summed_by_label() {
        assertThat(METERS.sumsBy("hongbao_lane_batch_size_count", "kind"))
                .isEqualTo(Map.of("open", 5.0, "grab", 5.0));
    }

    @Test
    void lines_that_have_the_labels_are_summed() {
        assertThat(METERS.sum("hongbao_lane_batch_size_count", "kind=\"open\"", "lane=\"b\""))
                .isEqualTo(3);
    }

    @Test
    void what_has_no_limit_is_infinite() {
        Meters meters =
                Meters.parse(
                        """
                        hongbao_consumer_rate_limit{group="a"} +Inf
                        hongbao_consumer_rate_limit{group="b"} NaN
                        """
                                .lines());

        assertThat(meters.sum("hongbao_consumer_rate_limit", "group=\"a\"")).isInfinite();
        assertThat(meters.sum("hongbao_consumer_rate_limit", "group=\"b\"")).isNaN();
    }

    @Test
    void buckets_of_a_name_are_summed_by_label_and_bound() {
        Meters meters =
                Meters.parse(
                        """
                        hongbao_lane_batch_size_bucket{kind="open",lane="a",le="1.0"} 2
                        hongbao_lane_batch_size_bucket{kind="open",lane="b",le="1.0"} 3
                        hongbao_lane_batch_size_bucket{kind="open",lane="b",le="+Inf"} 4
                        """
                                .lines());

        assertThat(meters.bucketsBy("hongbao_lane_batch_size", "kind"))
                .isEqualTo(Map.of("open", Map.of(1.0, 5.0, Double.POSITIVE_INFINITY, 4.0)));
    }
}
