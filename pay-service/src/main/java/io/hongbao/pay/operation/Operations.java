package io.hongbao.pay.operation;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.pay.trouble.PaymentOutcomes;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Serves calls of users: measures each by its outcome, and answers faults of wallet shards. */
@Component
public final class Operations {

    private static final String OK = "ok";

    /** Payments, by metrics and by whoever watches them. */
    public static final String PAY = "pay";

    private final OperationMetrics metrics;
    private final PaymentOutcomes payments;
    private final Clock clock;

    Operations(OperationMetrics metrics, PaymentOutcomes payments, Clock clock) {
        this.metrics = metrics;
        this.payments = payments;
        this.clock = clock;
    }

    /** The call's answer; throws {@link ProblemException} for refusals and faults. */
    public <T> ResponseEntity<T> serve(String operation, Supplier<ResponseEntity<T>> call) {
        return serveOrLeave(operation, () -> Optional.of(call.get())).orElseThrow();
    }

    /** As {@link #serve}; a call that is left to another way to be served is not measured. */
    public <T> Optional<ResponseEntity<T>> serveOrLeave(
            String operation, Supplier<Optional<ResponseEntity<T>>> call) {
        Instant start = clock.instant();
        String outcome = ProblemCode.INTERNAL_ERROR.code();
        try {
            Optional<ResponseEntity<T>> answer = call.get();
            outcome = answer.map(Operations::outcome).orElse("");
            return answer;
        } catch (ProblemException refusal) {
            outcome = refusal.body().code().code();
            throw refusal;
        } catch (LaneFault fault) {
            ProblemException problem = problem(fault);
            outcome = problem.body().code().code();
            throw problem;
        } finally {
            if (!outcome.isEmpty()) {
                record(operation, outcome, Duration.between(start, clock.instant()));
            }
        }
    }

    private void record(String operation, String outcome, Duration took) {
        metrics.record(operation, outcome, took);
        if (operation.equals(PAY)) {
            payments.answered(outcome, took);
        }
    }

    private static String outcome(ResponseEntity<?> answer) {
        return answer.getStatusCode() == HttpStatus.ACCEPTED ? PaymentOutcomes.UNCLEAR : OK;
    }

    private static ProblemException problem(LaneFault fault) {
        return switch (fault) {
            case LaneFull full ->
                    ProblemException.of(
                                    ProblemCode.TOO_MANY_REQUESTS,
                                    "too many calls wait for this wallet: try again later")
                            .retryAfter(full.retryAfter());
            case OutcomeUnknown _ ->
                    ProblemException.of(
                            ProblemCode.WALLET_UNAVAILABLE,
                            "the outcome is not known: repeat the call");
            case RowLocked busy ->
                    ProblemException.of(
                                    ProblemCode.WALLET_UNAVAILABLE,
                                    "this wallet is busy, and nothing happened: try again")
                            .retryAfter(busy.retryAfter());
            case LaneClosed _, DeadlinePassed _, Deadlock _, Unavailable _ ->
                    ProblemException.of(
                            ProblemCode.WALLET_UNAVAILABLE,
                            "the wallet's database does not answer now, and nothing happened: try again");
            // What a user may send was checked before: this breaks a promise of ours.
            case DataFault bug -> throw new IllegalStateException("must be writable", bug);
        };
    }
}
