package io.hongbao.events.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Seeds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    private final TokenBucket bucket = new TokenBucket(NOON);

    @Test
    void it_begins_empty_and_gives_what_has_come_since() {
        assertThat(bucket.take(100, 50, NOON)).isZero();
        assertThat(bucket.take(100, 50, NOON.plusMillis(500))).isEqualTo(25);
        assertThat(bucket.take(100, 50, NOON.plusMillis(520))).isEqualTo(1);
        assertThat(bucket.take(100, 50, NOON.plusMillis(520))).isZero();
    }

    @Test
    void it_gives_no_more_than_is_wanted_and_keeps_the_rest() {
        assertThat(bucket.take(10, 50, NOON.plusSeconds(1))).isEqualTo(10);
        assertThat(bucket.take(100, 50, NOON.plusSeconds(1))).isEqualTo(40);
    }

    @Test
    void it_keeps_what_comes_in_a_second_and_one_at_most() {
        assertThat(bucket.take(1_000, 50, NOON.plusSeconds(3_600))).isEqualTo(51);
    }

    @Test
    void of_a_rate_below_one_a_second_one_comes_in_time() {
        assertThat(bucket.take(9, 0.25, NOON.plusMillis(3_999))).isZero();
        assertThat(bucket.take(9, 0.25, NOON.plusMillis(4_000))).isEqualTo(1);
        assertThat(bucket.take(9, 0.25, NOON.plusMillis(7_999))).isZero();
        assertThat(bucket.take(9, 0.25, NOON.plusMillis(8_000))).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_set_back_gives_and_takes_nothing() {
        assertThat(bucket.take(9, 10, NOON.minusSeconds(60))).isZero();
        assertThat(bucket.take(9, 10, NOON.minusSeconds(60).plusMillis(500))).isEqualTo(5);
    }

    @Test
    void cleared_it_begins_empty_again() {
        bucket.take(1, 50, NOON.plusSeconds(1));

        bucket.clear(NOON.plusSeconds(2));

        assertThat(bucket.take(100, 50, NOON.plusSeconds(2))).isZero();
    }

    @Test
    void whatever_the_rates_and_times_as_many_are_given_as_came() {
        Seeds.times(
                200,
                random -> {
                    var each = new TokenBucket(NOON);
                    Instant now = NOON;
                    double came = 0;
                    long given = 0;
                    for (int i = 0; i < 500; i++) {
                        double rate = Math.pow(10, random.nextDouble(-1, 4));
                        Duration wait = Duration.ofMillis(random.nextInt(100));
                        now = now.plus(wait);
                        came += rate * wait.toMillis() / 1_000;
                        given += each.take(Integer.MAX_VALUE, rate, now);
                    }

                    assertThat((double) given).isBetween(came - 1.000_1, came + 0.000_1);
                });
    }
}
