package io.hongbao.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitTest {

    private static final int PER_SECOND = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** So that it overflows meanwhile. */
    private long now = Long.MAX_VALUE - SECOND;

    private final RateLimit<String> limit = new RateLimit<>(PER_SECOND, () -> now);

    private long taken(String key, int tries) {
        return IntStream.range(0, tries).filter(_ -> limit.take(key)).count();
    }

    @Test
    void a_seconds_worth_may_come_at_once_and_no_more() {
        assertThat(taken("li", 1_000)).isEqualTo(PER_SECOND);
    }

    @Test
    void what_is_refused_does_not_count() {
        assertThat(taken("li", 1_000)).isEqualTo(PER_SECOND);
        now += SECOND / PER_SECOND;
        assertThat(taken("li", 1_000)).isEqualTo(1);
    }

    @Test
    void over_any_time_it_is_the_rate_and_a_seconds_worth() {
        long all = 0;
        for (int step = 0; step < 1_000; step++) {
            all += taken("li", 7);
            now += SECOND / 100;
        }
        assertThat(all).isEqualTo(PER_SECOND + 10 * PER_SECOND - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {250, 1_900, 1_000_000})
    void a_rest_saves_no_more_than_a_second(long millis) {
        assertThat(taken("li", 5)).isEqualTo(5);
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        assertThat(taken("li", 1_000)).isEqualTo(PER_SECOND);
    }

    @Test
    void nobody_uses_the_rate_of_another() {
        assertThat(taken("li", 1_000)).isEqualTo(PER_SECOND);
        assertThat(taken("wang", 1_000)).isEqualTo(PER_SECOND);
    }

    @Test
    void fifty_at_once_get_no_more_than_one() {
        var all = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 50; thread++) {
                threads.execute(() -> all.addAndGet((int) taken("li", 40)));
            }
        }

        assertThat(all).hasValue(PER_SECOND);
    }
}
