package io.hongbao.e2e;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Packet services that come, leave and die while users wrap, pay and open without a pause: no user
 * is told of it, and no database sees more connections than two instances have.
 */
@Isolated("users wait for answers in time: nothing else may be started meanwhile")
@ExtendWith(RunningSuites.class)
class ComingAndGoingTest {

    private static final int SOME = 100;
    private static final int OWNERS_OF_A_SET = 2;

    /** 1 lane and 2 for reads, 1 relay and 1 sweeper. */
    private static final int CONNECTIONS_OF_AN_OWNER = 1 + 2 + 2;

    private final RunningSuite suite;

    ComingAndGoingTest(RunningSuite suite) {
        this.suite = suite;
    }

    @AfterEach
    void one_instance_is_left_and_the_five_invariants_hold() {
        for (String further : new String[] {"packet-service-2", "packet-service-3"}) {
            if (suite.has(further)) {
                suite.stop(further);
            }
        }
        suite.requireClean();
    }

    @Test
    void instances_that_come_leave_and_die_are_noticed_by_no_user() {
        Rush rush = Rush.start(suite);
        try (rush) {
            some(rush);
            rush.forgetErrors();
            suite.start("packet-service-2");
            suite.eventually("the second is called", () -> live() == 2);
            some(rush);
            suite.start("packet-service-3");
            suite.eventually("the third is called", () -> live() == 3);
            some(rush);
            // What the instances before had, to make way for others, is closed after 5 s; and an
            // instance that is too busy to say that it lives is stood in for by another.
            suite.eventually(
                    "500 opens by three with the connections of two", () -> staysWithinBound(rush));

            // Still listed: that it leaves is what callers hear from itself.
            suite.terminate("packet-service-2");

            some(rush);
            suite.eventually("the second is called no more", () -> live() == 2);

            suite.kill("packet-service-3");

            some(rush);
            suite.eventually("the third is called no more", () -> live() == 1);
            some(rush);
        }
        rush.requireNoErrors();
        rush.requireAcknowledgedOpensAreThere();
    }

    /** Looks at every few opens; false as soon as there are too many connections. */
    private boolean staysWithinBound(Rush rush) {
        int until = rush.opens() + 5 * SOME;
        int most = 0;
        while (rush.opens() < until) {
            int before = rush.opens();
            most = Math.max(most, connections());
            if (most > bound()) {
                return false;
            }
            suite.eventually("more opens", () -> rush.opens() > before);
        }
        return most > 0;
    }

    private static int bound() {
        return OWNERS_OF_A_SET * CONNECTIONS_OF_AN_OWNER;
    }

    /** On the SET that has the most. */
    private int connections() {
        return Math.max(suite.connectionsOn("set-000"), suite.connectionsOn("set-001"));
    }

    private void some(Rush rush) {
        int before = rush.opens();
        suite.eventually("more opens", () -> rush.opens() >= before + SOME);
    }

    /** How many instances the gateway finds ready. */
    private long live() {
        return suite.meter("gateway", "hongbao_fleet_live", "service=\"packet-service\"");
    }
}
