package io.hongbao.e2e;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part in turn dies without a warning while users wrap, pay and open, and comes back. */
@Order(1)
@ExtendWith(RunningSuites.class)
class KilledPartsTest {

    private static final int SOME = 40;
    private final RunningSuite suite;

    KilledPartsTest(RunningSuite suite) {
        this.suite = suite;
    }

    /** One after the other in one rush: what each left behind is looked for at the end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway, packet-service, pay-service, ledger-consumer, bank-a, bank-b",
                "kafka, set-000, set-001, wallet-0, wallet-1"
            })
    void after_kill_9_nothing_acknowledged_is_lost_and_nothing_is_doubled(String parts) {
        Rush rush = Rush.start(suite);
        try (rush) {
            for (String part : parts.split(", ", -1)) {
                someOpens(rush, "before the end of " + part);

                suite.kill(part);
                suite.start(part);

                someOpens(rush, "after the return of " + part);
            }
        }
        rush.requireAcknowledgedOpensAreThere();
        suite.requireClean();
    }

    private void someOpens(Rush rush, String when) {
        int before = rush.opens();
        suite.eventually("some opens " + when, () -> rush.opens() >= before + SOME);
    }
}
