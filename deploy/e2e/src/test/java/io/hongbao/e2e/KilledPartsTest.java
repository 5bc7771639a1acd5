package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "packet-service",
                "pay-service",
                "ledger-consumer",
                "bank",
                "kafka",
                "set-000",
                "set-001",
                "wallet-0",
                "wallet-1"
            })
    void after_kill_9_nothing_acknowledged_is_lost_and_nothing_is_doubled(String part) {
        Rush rush = Rush.start(suite);
        try (rush) {
            suite.eventually("some opens", () -> rush.opens() >= SOME);

            suite.kill(part);
            suite.start(part);

            int before = rush.opens();
            suite.eventually("opens after the return", () -> rush.opens() >= before + SOME);
        }
        assertThat(rush.opens()).isGreaterThanOrEqualTo(2 * SOME);
        rush.requireAcknowledgedOpensAreThere();
        suite.requireClean();
    }
}
