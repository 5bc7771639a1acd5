package io.hongbao.pay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.pay.trouble.PaymentOutcomes;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class OperationsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Operations operations =
            new Operations(
                    new OperationMetrics(registry),
                    new PaymentOutcomes(Duration.ofSeconds(1)),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private ProblemBody problem(LaneFault fault) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                operations.<String>serve(
                                        "pay",
                                        () -> {
                                            throw fault;
                                        }))
                .body();
    }

    private long count(String outcome) {
        var timer =
                registry.find("hongbao.operations")
                        .tags("operation", "pay", "outcome", outcome)
                        .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void a_full_lane_is_too_many_requests() {
        ProblemBody body = problem(new LaneFull("wallet-0", Duration.ofSeconds(3)));

        assertThat(body.code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(body.retryAfterSeconds()).isEqualTo(3);
        assertThat(count("too_many_requests")).isEqualTo(1);
    }

    @Test
    void a_shard_that_does_not_answer_is_unavailable() {
        List<LaneFault> faults =
                List.of(
                        new LaneClosed("l"),
                        new DeadlinePassed("l"),
                        new Deadlock("l"),
                        new Unavailable("l"),
                        new OutcomeUnknown("l"));

        assertThat(faults)
                .extracting(fault -> problem(fault).code())
                .containsOnly(ProblemCode.WALLET_UNAVAILABLE);
        assertThat(count("wallet_unavailable")).isEqualTo(5);
    }

    @Test
    void what_cannot_be_written_is_a_bug() {
        assertThatThrownBy(() ->
                        operations.<String>serve(
                                "pay",
                                () -> {
                                    throw new DataFault("duplicate");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count("internal_error")).isEqualTo(1);
    }

    @Test
    void answers_are_counted_by_their_outcome() {
        operations.serve("pay", () -> ResponseEntity.ok("paid"));
        operations.serve("pay", () -> ResponseEntity.accepted().body("unclear"));

        assertThat(count("ok")).isEqualTo(1);
        assertThat(count("unclear")).isEqualTo(1);
    }
}
