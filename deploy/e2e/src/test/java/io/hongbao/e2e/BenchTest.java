package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.GrowthResult;
import io.hongbao.bench.report.Rounds;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.StartResult;
import io.hongbao.bench.report.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The load bench, for some seconds: it has to be right, and may be as slow as it likes. */
@Order(Integer.MAX_VALUE - 1)
@ExtendWith(RunningSuites.class)
final class BenchTest {

    @Test
    void what_was_acknowledged_under_load_is_opened_and_credited_to_the_fen(RunningSuite suite) {
        RunResult run = suite.bench();

        Outcome check = run.check();
        assertThat(check.clean()).as(check.invariants()).isTrue();
        assertThat(check.acknowledged().rows()).isPositive();
        Map<String, Long> acknowledged =
                run.windows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Window::figure,
                                        Collectors.summingLong(Window::acknowledged)));
        assertThat(acknowledged)
                .containsKeys("open-many", "open-many direct", "open-hot", "open-hot direct", "mix")
                .allSatisfy((_, calls) -> assertThat(calls).isPositive());
        // What a fleet is calculated from.
        assertThat(List.of("open-many", "wrap-pay", "mix"))
                .allSatisfy(figure -> {
                    assertThat(run.rounds(figure).wholeCpuMicrosEach().get("gateway")).isPositive();
                    assertThat(run.rounds(figure).databases("SETs").statements()).isPositive();
                    assertThat(run.rounds(figure).loopbackBytesEach()).isPositive();
                });
    }

    @Test
    void a_suite_that_grows_under_load_loses_nothing_and_is_as_it_was_afterwards(
            RunningSuite suite) {
        GrowthResult growth = suite.benchGrowth();

        assertThat(growth.check().clean()).as(growth.check().invariants()).isTrue();
        assertThat(growth.check().acknowledged().rows()).isPositive();
        Rounds opens = new Rounds(growth.steps().getFirst().windows());
        assertThat(opens.wholeCpuMicrosEach()).containsKeys("gateway", "packet-service", "SETs");
        assertThat(opens.databases("SETs").statements()).isPositive();
        assertThat(opens.databases("SETs").redoBytes()).isPositive();
        assertThat(opens.databases("SETs").connections()).isPositive();
        assertThat(opens.windows().getFirst().batches()).containsKey("packet-service change");
        assertThat(suite.has("packet-service-2")).isFalse();
    }

    @Test
    void a_suite_that_is_stopped_started_and_loaded_at_once_loses_nothing(RunningSuite suite) {
        StartResult start = suite.benchStart();

        assertThat(start.check().clean()).as(start.check().invariants()).isTrue();
        assertThat(start.check().acknowledged().rows()).isPositive();
        assertThat(start.firstPacketSeconds()).isGreaterThan(start.upSeconds());
    }
}
