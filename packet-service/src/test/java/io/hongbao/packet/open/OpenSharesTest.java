package io.hongbao.packet.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.ServeItems;
import io.hongbao.packet.set.TestSet;
import io.hongbao.serving.metric.OperationMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenSharesTest {

    private final Clock clock = Clock.systemUTC();
    private final OpenController calls =
            new OpenController(
                    new ServeItems(
                            TestSet.noSets(),
                            TestSet.tickets(),
                            TestSet.CALLS,
                            clock,
                            new MeasureCalls(
                                    new OperationMetrics(new SimpleMeterRegistry()), clock),
                            TestSet.admission(clock)));

    @Test
    @SuppressWarnings("NullAway") // the broken promise under test
    void an_item_that_fails_unexpectedly_fails_no_other() {
        var broken = new CombinedCalls.Item(null, 1_000, null, null);
        var unsigned = new CombinedCalls.Item("nobody's", 1_000, null, null);

        List<OpenAnswers.Answer> answers =
                calls.open(new CombinedCalls(0, List.of(unsigned, broken, unsigned))).answers();

        assertThat(answers)
                .extracting(OpenAnswers.Answer::problem)
                .containsExactly(
                        ProblemCode.UNAUTHENTICATED.code(),
                        ProblemCode.INTERNAL_ERROR.code(),
                        ProblemCode.UNAUTHENTICATED.code());
    }
}
