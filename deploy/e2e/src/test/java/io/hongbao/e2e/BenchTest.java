package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The load bench, for some seconds: it has to be right, and may be as slow as it likes. */
@ExtendWith(RunningSuites.class)
final class BenchTest {

    @Test
    void what_was_acknowledged_under_load_is_opened_and_credited_to_the_fen(RunningSuite suite) {
        RunResult run = suite.bench();

        Outcome check = run.check();
        assertThat(check.clean()).as(check.invariants()).isTrue();
        assertThat(check.acknowledged().rows()).isPositive();
        assertThat(run.windows()).allMatch(window -> window.acknowledged() > 0);
        assertThat(run.windows())
                .extracting(Window::figure)
                .contains("open-many", "open-many direct", "open-hot", "open-hot direct", "mix");
    }
}
