package io.hongbao.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.watch.BatchSizes.BatchCount;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchSizesTest {

    /** A hundred batches, cumulative as Prometheus writes them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    <= 1 | <= 2 | <= 4 | all | p50 | p99
                    100  | 100  | 100  | 100 | 1   | 1
                    50   | 98   | 100  | 100 | 1   | 4
                    49   | 99   | 100  | 100 | 2   | 2
                    0    | 0    | 98   | 100 | 4   | 4
                    0    | 0    | 0    | 100 | 4   | 4
                    """)
    void a_percentile_is_the_bound_that_so_many_batches_do_not_exceed(
            double one, double two, double four, double all, double p50, double p99) {
        var buckets =
                new TreeMap<>(Map.of(1.0, one, 2.0, two, 4.0, four, Double.POSITIVE_INFINITY, all));

        BatchSizes sizes = new BatchCount(100, 300, buckets).sizes();

        assertThat(sizes).isEqualTo(new BatchSizes(100, 3, p50, p99));
    }

    @Test
    void without_buckets_the_mean_is_known_and_nothing_else() {
        assertThat(new BatchCount(2, 5, new TreeMap<>()).sizes())
                .isEqualTo(new BatchSizes(2, 2.5, 0, 0));
    }

    @Test
    void only_what_came_since_counts() {
        var before = new BatchCount(10, 10, new TreeMap<>(Map.of(1.0, 10.0)));
        var now = new BatchCount(12, 18, new TreeMap<>(Map.of(1.0, 10.0, 4.0, 12.0)));

        assertThat(now.since(before).sizes()).isEqualTo(new BatchSizes(2, 4, 4, 4));
    }
}
