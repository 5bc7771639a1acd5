package io.hongbao.packet.call;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Measures calls by outcome: {@code ok}, or the code of the problem told. */
@Component
public final class MeasureCalls {

    public static final String OK = "ok";

    private final OperationMetrics metrics;
    private final Clock clock;

    public MeasureCalls(OperationMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    public <T> T call(String operation, Supplier<T> call) {
        Instant since = clock.instant();
        String outcome = ProblemCode.INTERNAL_ERROR.code();
        try {
            T answer = call.get();
            outcome = OK;
            return answer;
        } catch (ProblemException problem) {
            outcome = problem.body().code().code();
            throw problem;
        } finally {
            record(operation, outcome, since);
        }
    }

    /** Measures what was not one call in one thread. */
    public void record(String operation, String outcome, Instant since) {
        metrics.record(operation, outcome, Duration.between(since, clock.instant()));
    }

    /** The user who acts. A ticket without one is not for users' calls. */
    public static UserId userOf(Ticket ticket) {
        UserId user = ticket.user();
        if (user == null) {
            throw ProblemException.of(ProblemCode.UNAUTHENTICATED, "must carry a ticket of a user");
        }
        return user;
    }
}
