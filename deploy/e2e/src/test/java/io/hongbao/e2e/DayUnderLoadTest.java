package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The job of the night, run by day: whatever is under way is no discrepancy. */
@ExtendWith(RunningSuites.class)
class DayUnderLoadTest {

    private static final int RUNS = 4;
    private static final int SOME = 20;

    /** Nothing is excused because it is young: only what waits in an outbox or in Kafka is. */
    private static final String NOTHING_IS_YOUNG = "--late-after=0s";

    private final RunningSuite suite;

    DayUnderLoadTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void runs_while_users_rush_find_nothing_also_while_the_consumer_of_credits_is_dead() {
        Rush rush = Rush.start(suite);
        try (rush) {
            for (int run = 0; run < RUNS; run++) {
                awaitMoreOpens(rush);

                requireNothingFound(suite.reconcileToday(NOTHING_IS_YOUNG));
            }
            suite.kill("ledger-consumer");
            awaitMoreOpens(rush);

            JsonNode report = suite.reconcileToday(NOTHING_IS_YOUNG);

            requireNothingFound(report);
            assertThat(creditsUnderWay(report)).isGreaterThanOrEqualTo(SOME);
            assertThat(behind(report, Topics.GROUP_CREDITS)).isGreaterThanOrEqualTo(SOME);
            suite.start("ledger-consumer");
        }
        suite.requireClean();
    }

    private void awaitMoreOpens(Rush rush) {
        int before = rush.opens();
        suite.eventually("more opens", () -> rush.opens() >= before + SOME);
    }

    private static void requireNothingFound(JsonNode report) {
        assertThat(report.at("/verdict").asString()).as(report.toPrettyString()).isEqualTo("CLEAN");
        assertThat(report.at("/notChecked")).isEmpty();
        assertThat(report.at("/checks/0/causes/count").asLong()).isPositive();
    }

    private static long creditsUnderWay(JsonNode report) {
        for (JsonNode check : report.at("/checks")) {
            if (check.path("name").asString().equals("CREDITS")) {
                return check.at("/inFlight/count").asLong();
            }
        }
        throw new AssertionError("credits were not compared");
    }

    private static long behind(JsonNode report, String group) {
        for (JsonNode consumer : report.at("/consumers")) {
            if (consumer.path("group").asString().equals(group)) {
                return consumer.path("records").asLong();
            }
        }
        throw new AssertionError("nobody asked where the group is: " + group);
    }
}
