package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.reconcile.DrillTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code deploy/hongbao drill reconcile}: each fault in a running suite is found, and repaired or
 * left.
 */
@ExtendWith(RunningSuites.class)
class ReconcileDrillTest {

    private final RunningSuite suite;

    ReconcileDrillTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void each_planted_fault_is_found_and_repaired_or_left_and_nothing_of_it_stays() {
        DrillTable table = suite.reconcileDrill();

        assertThat(table.good()).as(String.join("\n", table.lines())).isTrue();
        suite.requireClean();
    }
}
