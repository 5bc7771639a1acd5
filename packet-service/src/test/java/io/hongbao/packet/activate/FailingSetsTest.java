package io.hongbao.packet.activate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.SetId;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FailingSetsTest {

    private static final SetId DEAD = new SetId(1);
    private static final SetId UP = new SetId(2);
    private static final SetId TAKEN_OUT = new SetId(3);
    private static final Duration PARK_AFTER = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final FailingSets sets =
            new FailingSets(set -> !set.equals(TAKEN_OUT), PARK_AFTER, clock);

    @Test
    void a_set_that_takes_nothing_has_its_payments_parked_when_the_time_is_over() {
        sets.failed(DEAD);
        clock.advance(PARK_AFTER.minusMillis(1));
        sets.failed(DEAD);
        assertThat(sets.areToBeParked(DEAD)).isFalse();

        clock.advance(Duration.ofMillis(1));

        assertThat(sets.areToBeParked(DEAD)).isTrue();
        assertThat(sets.areToBeParked(UP)).isFalse();
    }

    @Test
    void one_that_took_a_payment_meanwhile_gets_the_whole_time_again() {
        sets.failed(DEAD);
        clock.advance(PARK_AFTER);
        sets.took(DEAD);
        sets.failed(DEAD);

        assertThat(sets.areToBeParked(DEAD)).isFalse();
    }

    @Test
    void one_that_is_not_in_the_catalogue_has_them_parked_at_once() {
        assertThat(sets.areToBeParked(TAKEN_OUT)).isTrue();
    }
}
