package io.hongbao.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule of {@link LostCapacity} is broken once; instances are gone from second 10 to 20. */
class LostCapacityTest {

    private static final long SECOND = 1_000_000_000;

    private final List<LoadCall> calls = new ArrayList<>(List.of(served(5, 100), served(15, 300)));

    @Test
    void served_three_times_as_slowly_and_refused_within_twenty_ms_breaks_nothing() {
        calls.add(refused(15, 20));

        assertThat(broken()).isEmpty();
    }

    @Test
    void more_than_three_times_as_slowly_is_named() {
        calls.add(served(16, 301));

        assertThat(broken())
                .containsExactly(
                        "p99 of what is served at most 3 times as before: 301 ms, before 100 ms");
    }

    @Test
    void a_slow_refusal_is_named() {
        calls.add(refused(16, 21));

        assertThat(broken()).containsExactly("p99 of refusals after 2 s at most 20 ms: 21 ms");
    }

    @Test
    void a_call_that_met_the_dead_may_be_refused_late() {
        calls.add(refused(11, 500));

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_refusal_when_nothing_is_gone_is_an_error() {
        calls.add(refused(5, 1));
        calls.add(refused(25, 1));

        assertThat(broken()).containsExactly("no error: pay 503 overloaded, 2 times");
    }

    @Test
    void what_the_dead_served_may_be_away_for_two_seconds() {
        calls.add(call(11, 1, 503, "set_unavailable"));
        calls.add(call(11, 1, 202, ""));

        assertThat(broken()).isEmpty();
    }

    @Test
    void what_is_away_for_longer_or_before_is_an_error() {
        calls.add(call(5, 1, 503, "set_unavailable"));
        calls.add(call(12, 1, 503, "set_unavailable"));

        assertThat(broken()).containsExactly("no error: pay 503 set_unavailable, 2 times");
    }

    @Test
    void another_answer_than_a_refusal_is_an_error() {
        calls.add(call(15, 1, 503, "unavailable"));

        assertThat(broken()).containsExactly("no error: pay 503 unavailable, 1 times");
    }

    private List<String> broken() {
        return new DrillResult(
                        DrillKind.CAPACITY_LOST,
                        Optional.<SetId>empty(),
                        Optional.<SetId>empty(),
                        List.of(
                                new DrillPhase("before", 0, 10 * SECOND),
                                new DrillPhase("during", 10 * SECOND, 20 * SECOND),
                                new DrillPhase("after", 20 * SECOND, 30 * SECOND)),
                        calls,
                        new DrillObservations(List.of(), List.of(), List.of()),
                        new Report(true, List.of()))
                .broken();
    }

    private static LoadCall served(int second, int ms) {
        return call(second, ms, 200, "");
    }

    private static LoadCall refused(int second, int ms) {
        return call(second, ms, 503, "overloaded");
    }

    private static LoadCall call(int second, int ms, int status, String code) {
        return new LoadCall(
                Kind.PAY, null, null, second * SECOND, Duration.ofMillis(ms), status, code);
    }
}
