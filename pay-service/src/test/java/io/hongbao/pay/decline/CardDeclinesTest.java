package io.hongbao.pay.decline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CardDeclinesTest {

    private static final Duration WINDOW = Duration.ofMinutes(60);
    private static final Duration LOCK_OUT = Duration.ofMinutes(20);

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CardDeclines declines =
            new CardDeclines(new DeclineSettings(3, WINDOW, LOCK_OUT, 1_000), registry, nanos::get);

    private void decline(int times) {
        for (int i = 0; i < times; i++) {
            declines.count("hash", "number");
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private boolean lockedOut() {
        return declines.refusal("hash").isPresent();
    }

    private double lockOuts() {
        return registry.get("hongbao.card.lock.outs").counter().count();
    }

    @Test
    void a_card_is_locked_out_by_as_many_declines_as_the_setting_says() {
        decline(2);
        assertThat(lockedOut()).isFalse();

        decline(1);

        var refusal = declines.refusal("hash").orElseThrow().body();
        assertThat(refusal.code()).isEqualTo(ProblemCode.TOO_MANY_DECLINES);
        assertThat(refusal.retryAfter()).isEqualTo(LOCK_OUT);
        assertThat(declines.refusal("another hash")).isEmpty();
    }

    @Test
    void a_lock_out_ends_after_its_time_and_then_the_declines_are_counted_anew() {
        decline(3);

        pass(LOCK_OUT.minusNanos(1));
        assertThat(lockedOut()).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(lockedOut()).isFalse();

        decline(2);
        assertThat(lockedOut()).isFalse();
        decline(1);
        assertThat(lockedOut()).isTrue();
        assertThat(lockOuts()).isEqualTo(2);
    }

    @Test
    void what_was_with_the_bank_when_a_card_was_locked_out_prolongs_it_and_is_no_other_lock_out() {
        decline(3);
        pass(LOCK_OUT.minusMinutes(1));

        decline(2);

        pass(LOCK_OUT.minusMinutes(1));
        assertThat(lockedOut()).isTrue();
        assertThat(lockOuts()).isEqualTo(1);
    }

    @Test
    void declines_of_two_windows_are_not_added_up() {
        decline(1);
        pass(WINDOW.minusNanos(1));
        decline(1);
        pass(Duration.ofNanos(1));

        decline(1);

        assertThat(lockedOut()).isFalse();
    }

    @Test
    void no_more_cards_are_remembered_than_the_setting_says() {
        var few =
                new CardDeclines(
                        new DeclineSettings(1, WINDOW, LOCK_OUT, 10), registry, nanos::get);
        for (int i = 0; i < 100; i++) {
            few.count("hash-" + i, "number");
        }
        few.cleanUp();

        long remembered = 0;
        for (int i = 0; i < 100; i++) {
            remembered += few.refusal("hash-" + i).isPresent() ? 1 : 0;
        }

        assertThat(remembered).isEqualTo(10);
    }
}
