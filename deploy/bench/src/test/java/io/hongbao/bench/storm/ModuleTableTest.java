package io.hongbao.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.traffic.UserCall;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each rule of {@link ModuleTable} is broken once, by calls that come a hundred times a second. */
class ModuleTableTest {

    private static final int CALLS_A_SECOND = 100;
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final String GOOD = "";

    private final Map<UserCall, CallSeries> calls = new EnumMap<>(UserCall.class);
    private boolean moneyClean = true;

    ModuleTableTest() {
        for (UserCall call : UserCall.values()) {
            var series = new CallSeries(SlowModule.window());
            series.started(0);
            calls.put(call, series);
        }
    }

    @Test
    void what_depends_on_a_slow_module_may_be_refused_in_its_documented_form() {
        answerAll();
        answer(UserCall.PAY, SlowModule.PAY_SERVICE.slow(), CallSeries.OVERLOADED, 1);
        answer(UserCall.PAY_BY_CARD, SlowModule.BANK.slow(), "503 bank_unavailable", 1);

        assertThat(broken()).isEmpty();
    }

    @Test
    void one_miss_among_a_few_is_none() {
        calls.values()
                .forEach(series -> {
                    series.sent(0, 0);
                    series.done(Verdict.failed("500"), 0, 1);
                });

        assertThat(broken()).isEmpty();
    }

    @Test
    void it_must_not_be_refused_in_another_form() {
        answerAll();
        answer(UserCall.PAY, SlowModule.PAY_SERVICE.slow(), "500 internal_error", 1);

        assertThat(broken())
                .containsExactly("pay service, pay: must not be told 500 internal_error");
    }

    @Test
    void what_does_not_depend_on_it_must_not_notice() {
        answerAll();
        answer(UserCall.PAY, SlowModule.KAFKA.slow(), CallSeries.OVERLOADED, 1);

        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("kafka, pay: must not notice: {503 overloaded=");
    }

    @Test
    void what_does_not_depend_on_it_must_not_become_slow() {
        answerAll();
        answer(UserCall.OPEN, SlowModule.WALLET_SHARD.slow(), GOOD, 300);

        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("wallet shard, open: must not become slow: p99 from 10 to 3");
    }

    @Test
    void all_must_be_answered_well_before_and_after() {
        answerAll();
        answer(UserCall.PAY, SlowModule.PAY_SERVICE.after(), CallSeries.OVERLOADED, 1);
        answer(UserCall.GRAB, SlowModule.BANK.before(), "429 too_many_requests", 1);

        assertThat(broken())
                .containsExactly(
                        "pay service, pay: must be answered well 10 s after",
                        "bank, grab: must be answered well before");
    }

    @Test
    void every_fen_must_be_where_it_belongs() {
        answerAll();
        moneyClean = false;

        assertThat(broken()).containsExactly("every fen is where it belongs");
    }

    @Test
    void the_modules_are_slow_one_after_the_other() {
        assertThat(List.of(SlowModule.values()))
                .extracting(SlowModule::before, SlowModule::slow, SlowModule::after)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple(
                                new Span(0, 4), new Span(5, 20), new Span(30, 35)),
                        org.assertj.core.groups.Tuple.tuple(
                                new Span(35, 39), new Span(40, 55), new Span(65, 70)));
    }

    private List<String> broken() {
        return new ModuleTable(new ModuleOverload.Outcome(calls, moneyClean)).broken();
    }

    private void answerAll() {
        var all = Span.first(SlowModule.window());
        for (UserCall call : UserCall.values()) {
            answer(call, all, GOOD, 10);
        }
    }

    /** As many of these as there are good ones. */
    private void answer(UserCall call, Span span, String reason, long ms) {
        CallSeries series = Objects.requireNonNull(calls.get(call));
        Verdict verdict = reason.equals(GOOD) ? Verdict.ACKNOWLEDGED : Verdict.failed(reason);
        for (long at = 0; at < (long) span.seconds() * CALLS_A_SECOND; at++) {
            long due = span.from() * SECOND + at * SECOND / CALLS_A_SECOND;
            series.sent(due, due);
            series.done(verdict, due, due + ms * MILLI);
        }
    }
}
