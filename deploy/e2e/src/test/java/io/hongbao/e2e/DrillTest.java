package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.chaos.ChaosResult;
import io.hongbao.local.drill.DrillKind;
import io.hongbao.local.drill.DrillResult;
import io.hongbao.local.queue.QueueResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The drills of {@code deploy/hongbao drill}, short: no wrap and no payment fails, no open on a
 * healthy SET fails, and no money is lost. How fast things are is for longer drills to show.
 */
@Isolated("users wait for answers in time: nothing else may be started meanwhile")
@ExtendWith(RunningSuites.class)
class DrillTest {

    private final RunningSuite suite;

    DrillTest(RunningSuite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CAPACITY_LOST")
    void users_notice_only_what_they_must_and_no_money_is_lost(DrillKind kind) {
        DrillResult result = suite.drill(kind);

        assertThat(result.broken()).as(String.join("\n", result.page())).isEmpty();
    }

    @Test
    void whatever_banks_do_every_payment_has_a_clear_end_that_equals_their_books() {
        ChaosResult result = suite.bankChaos(64, 12);

        assertThat(result.broken()).as(String.join("\n", result.page())).isEmpty();
    }

    @Test
    void a_queue_that_was_held_back_is_drained_at_its_rate_and_changes_no_balance() {
        QueueResult result = suite.queueDrill();

        assertThat(result.broken()).as(String.join("\n", result.page())).isEmpty();
    }
}
