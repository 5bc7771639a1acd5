package io.hongbao.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.drill.DrillObservations.BreakerSample;
import io.hongbao.local.drill.DrillObservations.ConnectionsSample;
import io.hongbao.local.drill.DrillObservations.InstancesSample;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.reconcile.report.InvariantResult;
import io.hongbao.reconcile.report.InvariantVerdict;
import io.hongbao.reconcile.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill that should have failed must fail: each rule is broken once. */
class DrillResultTest {

    private static final SetId DEAD = new SetId(0);
    private static final SetId HEALTHY = new SetId(1);
    private static final long SECOND = 1_000_000_000;

    /** Before from 0 to 10 s, during to 20 s, after to 30 s. */
    private static final List<DrillPhase> PHASES =
            List.of(
                    new DrillPhase("before", 0, 10 * SECOND),
                    new DrillPhase("during", 10 * SECOND, 20 * SECOND),
                    new DrillPhase("after", 20 * SECOND, 30 * SECOND));

    private final List<LoadCall> calls =
            new ArrayList<>(List.of(wrap(12, HEALTHY, DEAD), ok(Kind.OPEN, 15, HEALTHY)));

    @Test
    void a_drill_in_which_all_held_says_so() {
        DrillResult result = setDown(allHold());

        assertThat(result.broken()).isEmpty();
        assertThat(result.page()).contains("All that must hold held.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    kind | second | set | status | code             | broken rule
                    WRAP | 12     |     | 503    | overloaded       | no error: wrap 503 overloaded, 1 times
                    WRAP | 25     |     | 0      |                  | no error: wrap no answer, 1 times
                    PAY  | 12     | 000 | 503    | set_unavailable  | no error: pay on 000 503 set_unavailable, 1 times
                    OPEN | 12     | 001 | 503    | set_unavailable  | no error on a healthy SET: open on 001 503 set_unavailable, 1 times
                    GRAB | 25     | 001 | 500    | internal_error   | no error on a healthy SET: grab on 001 500 internal_error, 1 times
                    OPEN | 5      | 000 | 503    | set_unavailable  | only set_unavailable on a dead SET: open on 000 503 set_unavailable, 1 times
                    OPEN | 12     | 000 | 500    | internal_error   | only set_unavailable on a dead SET: open on 000 500 internal_error, 1 times
                    OPEN | 12     | 000 | 0      |                  | only set_unavailable on a dead SET: open on 000 no answer, 1 times
                    """)
    void an_error_that_must_not_be_is_named(
            Kind kind,
            int second,
            @Nullable String set,
            int status,
            @Nullable String code,
            String rule) {
        calls.add(
                new LoadCall(
                        kind,
                        set == null ? null : SetId.parse(set),
                        null,
                        second * SECOND,
                        Duration.ofMillis(7),
                        status,
                        code == null ? "" : code));

        assertThat(setDown(allHold()).broken()).containsExactly(rule);
        assertThat(setDown(allHold()).page()).contains("BROKEN  " + rule);
    }

    @ParameterizedTest
    @CsvSource({"12, 503, set_unavailable", "25, 503, set_unavailable"})
    void what_packets_of_a_dead_set_may_be_told_is_shown_and_breaks_nothing(
            int second, int status, String code) {
        calls.add(
                new LoadCall(
                        Kind.OPEN,
                        DEAD,
                        null,
                        second * SECOND,
                        Duration.ofMillis(7),
                        status,
                        code));

        assertThat(setDown(allHold()).broken()).isEmpty();
        assertThat(setDown(allHold()).page())
                .anyMatch(line ->
                        line.matches(
                                "errors on SET 000 +open on 000 " + status + " " + code + ": 1"));
    }

    @Test
    void a_packet_that_is_paid_and_not_active_yet_is_told_apart() {
        calls.add(
                new LoadCall(
                        Kind.OPEN,
                        HEALTHY,
                        null,
                        12 * SECOND,
                        Duration.ofMillis(7),
                        409,
                        "packet_not_paid"));

        assertThat(setDown(allHold()).broken()).isEmpty();
        assertThat(setDown(allHold()).page())
                .anyMatch(line -> line.matches("paid, not active yet +1 opens .*"));
    }

    @Test
    void a_call_that_was_under_way_when_the_set_died_may_be_told_so() {
        calls.add(
                new LoadCall(
                        Kind.OPEN,
                        DEAD,
                        null,
                        10 * SECOND - 1,
                        Duration.ofMillis(7),
                        503,
                        "set_unavailable"));

        assertThat(setDown(allHold()).broken()).isEmpty();
    }

    @Test
    void what_went_wrong_before_the_drill_is_not_counted() {
        calls.add(
                new LoadCall(
                        Kind.WRAP, null, null, -SECOND, Duration.ofMillis(7), 503, "overloaded"));

        assertThat(setDown(allHold()).broken()).isEmpty();
    }

    @Test
    void a_wrap_of_the_dead_set_must_have_landed_elsewhere() {
        calls.removeFirst();
        calls.add(wrap(5, HEALTHY, DEAD));
        calls.add(wrap(12, HEALTHY, HEALTHY));
        calls.add(wrap(25, DEAD, DEAD));

        assertThat(setDown(allHold()).broken())
                .containsExactly("wraps of a dead SET land on others: none did");
    }

    @Test
    void the_first_healed_wrap_counts_until_its_answer() {
        calls.add(wrap(11, HEALTHY, DEAD));

        assertThat(setDown(allHold()).firstHealedWrap()).contains(1.5);
    }

    @ParameterizedTest
    @CsvSource({"NO, NO", "NOT_CHECKED, NOT_CHECKED"})
    void an_invariant_that_does_not_hold_is_named(InvariantVerdict verdict, String said) {
        assertThat(setDown(report(Invariant.ESCROW, verdict)).broken())
                .containsExactly("invariant 4 holds: " + said + ", 3 discrepancies");
    }

    @Test
    void a_new_set_must_get_packets() {
        var added = new SetId(2);
        DrillResult none = result(Optional.empty(), Optional.of(added), allHold());
        calls.add(wrap(25, added, added));
        DrillResult one = result(Optional.empty(), Optional.of(added), allHold());

        assertThat(none.broken()).containsExactly("new packets on SET 002: none");
        assertThat(one.broken()).isEmpty();
        assertThat(one.page())
                .anyMatch(line -> line.matches("new packets on SET 002 +1 of 1 .*100 %\\)"));
    }

    @Test
    void times_are_since_the_fault_and_the_healing() {
        List<String> page = setDown(allHold()).page();

        assertThat(page)
                .anyMatch(line -> line.matches("first healed wrap +2.50 s after the fault"))
                .anyMatch(line -> line.matches("breaker opened +1.00 s after the fault"))
                .anyMatch(line -> line.matches("breaker closed +3.00 s after the healing"))
                .anyMatch(line ->
                        line.matches("connections at SET 001 +before 8, during -, after 9"));
    }

    @Test
    void refusals_are_timed_from_when_the_breaker_was_open() {
        calls.add(refused(10, 900));
        calls.add(refused(12, 7));
        calls.add(refused(13, 9));
        calls.add(refused(25, 800));

        assertThat(setDown(allHold()).page())
                .anyMatch(
                        line -> line.matches("refusals once it was open +p50 7.0 ms, p99 9.0 ms"));
    }

    @Test
    void an_instance_is_missed_when_the_gateway_finds_fewer_ready() {
        assertThat(setDown(allHold()).page())
                .anyMatch(line ->
                        line.matches("gateway missed the instance +1.00 s after the fault"));
    }

    private static LoadCall refused(int second, int tookMs) {
        return new LoadCall(
                Kind.OPEN,
                DEAD,
                null,
                second * SECOND,
                Duration.ofMillis(tookMs),
                503,
                "set_unavailable");
    }

    @Test
    void the_line_for_programs_has_the_same_figures() {
        String line = setDown(allHold()).line(Instant.EPOCH);

        assertThat(line)
                .contains("\"drill\":\"set-down\"", "\"at\":\"1970-01-01T00:00:00Z\"")
                .contains("\"breakerOpenedSeconds\":1.0", "\"moneyClean\":true", "\"broken\":[]")
                .contains(
                        "{\"set\":\"001\",\"call\":\"open\",\"count\":1,\"ok\":1,\"p50Ms\":500.0");
    }

    private DrillResult setDown(Report report) {
        return result(Optional.of(DEAD), Optional.empty(), report);
    }

    private DrillResult result(Optional<SetId> dead, Optional<SetId> added, Report report) {
        var observed =
                new DrillObservations(
                        List.of(
                                new BreakerSample(5 * SECOND, false),
                                new BreakerSample(11 * SECOND, true),
                                new BreakerSample(23 * SECOND, false)),
                        List.of(
                                new InstancesSample(9 * SECOND, 2),
                                new InstancesSample(10 * SECOND, 2),
                                new InstancesSample(11 * SECOND, 1),
                                new InstancesSample(12 * SECOND, 2)),
                        List.of(
                                new ConnectionsSample(SECOND, HEALTHY, 8),
                                new ConnectionsSample(21 * SECOND, HEALTHY, 9)));
        return new DrillResult(
                DrillKind.SET_DOWN, dead, added, PHASES, List.copyOf(calls), observed, report);
    }

    private static Report allHold() {
        return new Report(
                true,
                Arrays.stream(Invariant.values())
                        .map(invariant -> answer(invariant, InvariantVerdict.YES, 0))
                        .toList());
    }

    private static Report report(Invariant other, InvariantVerdict verdict) {
        return new Report(
                true,
                allHold().answers().stream()
                        .flatMap(answer ->
                                Stream.of(
                                        answer.invariant() == other
                                                ? answer(other, verdict, 3)
                                                : answer))
                        .toList());
    }

    private static InvariantResult answer(
            Invariant invariant, InvariantVerdict verdict, long discrepancies) {
        return new InvariantResult(invariant, verdict, "", Map.of(), discrepancies, List.of());
    }

    private static LoadCall ok(Kind kind, int second, SetId set) {
        return new LoadCall(kind, set, null, second * SECOND, Duration.ofMillis(500), 200, "");
    }

    private static LoadCall wrap(int second, SetId landed, SetId firstChoice) {
        return new LoadCall(
                Kind.WRAP, landed, firstChoice, second * SECOND, Duration.ofMillis(500), 201, "");
    }
}
