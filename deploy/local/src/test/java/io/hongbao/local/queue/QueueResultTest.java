package io.hongbao.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.InvariantResult;
import io.hongbao.reconcile.report.InvariantVerdict;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill that should have failed must fail: each rule is broken once. */
class QueueResultTest {

    private static final QueueSettings SETTINGS = QueueSettings.of(100_000, 1_000, 10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
                    events   | left | recognised | dead | heap at the end | broken
                    10000    | 0    | 100000     | 0    | 40              | ``
                    17       | 0    | 100001     | 0    | 56              | ``
                    11550    | 0    | 100000     | 0    | 40              | ``
                    11551    | 0    | 100000     | 0    | 40              | `the rate is kept: 1,155 instead of 1,000 a second`
                    10000    | 1    | 100000     | 0    | 40              | `the queue is drained: 1 left`
                    10000    | 0    | 99999      | 0    | 40              | `every event is looked at: 99999 of 100000`
                    10000    | 0    | 100000     | 2    | 40              | `no dead letter: 2`
                    10000    | 0    | 100000     | 0    | 57              | `memory is flat: 40.0 MiB, then 57.0 MiB`
                    """)
    void what_must_hold_is_named_when_it_does_not(
            long limited, long left, long recognised, long dead, double heap, String rule) {
        var result =
                new QueueResult(
                        SETTINGS,
                        7,
                        1,
                        limited,
                        10,
                        points(left, heap),
                        recognised,
                        dead,
                        List.of(call(200, ""), call(409, "packet_not_paid")),
                        report(InvariantVerdict.YES));

        assertThat(String.join("", result.broken())).isEqualTo(rule);
        assertThat(result.page().getLast())
                .isEqualTo(rule.isEmpty() ? "All that must hold held." : "BROKEN  " + rule);
    }

    @Test
    void errors_of_users_and_money_that_is_wrong_are_named() {
        var result =
                new QueueResult(
                        SETTINGS,
                        7,
                        1,
                        10_000,
                        10,
                        points(0, 40),
                        100_000,
                        0,
                        List.of(call(503, "overloaded")),
                        report(InvariantVerdict.NO));

        assertThat(result.broken())
                .startsWith(
                        "no error: open 503 overloaded, 1 times",
                        "invariant 1 holds: NO, 0 discrepancies");
    }

    @ParameterizedTest
    @CsvSource({
        "999, 1, 1, must be 1000 to 100000000: events=999",
        "100000001, 1, 1, must be 1000 to 100000000: events=100000001",
        "1000, 0, 1, must be 1 to 10000000: rate=0",
        "1000, 1, 0, must be 1 to 600: seconds=0",
        "1000, 1, 601, must be 1 to 600: seconds=601",
        "1000, 501, 1, must be 1 to 500: rate x seconds=501"
    })
    void a_drill_that_shows_nothing_is_refused(long events, int rate, int seconds, String message) {
        assertThatThrownBy(() -> QueueSettings.of(events, rate, seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static List<QueuePoint> points(long left, double heapAtTheEnd) {
        return List.of(
                new QueuePoint(0, "1/s", 100_000, 0, 40),
                new QueuePoint(10, "1,000/s", 90_000, 1_000, 99),
                new QueuePoint(15, "none", 45_000, 9_000, heapAtTheEnd),
                new QueuePoint(20, "none", left, 9_000, heapAtTheEnd));
    }

    private static LoadCall call(int status, String code) {
        return new LoadCall(Kind.OPEN, new SetId(0), null, 0, Duration.ofMillis(7), status, code);
    }

    private static Report report(InvariantVerdict verdict) {
        return new Report(
                true,
                Arrays.stream(Invariant.values())
                        .map(invariant ->
                                new InvariantResult(invariant, verdict, "", Map.of(), 0, List.of()))
                        .toList());
    }
}
