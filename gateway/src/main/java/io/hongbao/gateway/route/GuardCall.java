package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.gateway.user.Users;
import io.hongbao.serving.header.SingleHeaders;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What every call goes through, in this order: measured, its problems rendered, its user
 * authenticated, served. Refusing by {@link Tier} belongs between authenticating and serving.
 */
final class GuardCall {

    private static final Logger LOG = LoggerFactory.getLogger(GuardCall.class);

    /** In metrics, beside {@code ok} and the codes of problems. */
    private static final String BROKEN_OFF = "broken_off";

    private final Users users;
    private final OperationMetrics metrics;
    private final Answers answers;

    GuardCall(Users users, OperationMetrics metrics, Answers answers) {
        this.users = users;
        this.metrics = metrics;
        this.answers = answers;
    }

    HandlerFunction<ServerResponse> guard(Operation operation, UserCall call) {
        return request -> {
            long sinceNanos = System.nanoTime();
            String outcome = ProblemCode.INTERNAL_ERROR.code();
            try {
                Served served = call.serve(request, user(request.servletRequest()));
                outcome = served.outcome();
                return served.response();
            } catch (ProblemException refusal) {
                outcome = refusal.body().code().code();
                return answers.problem(refusal.body());
            } catch (IOException | RuntimeException e) {
                return answers.problem(broken(e));
            } finally {
                record(operation, outcome, sinceNanos);
            }
        };
    }

    /** A call that writes its answer itself. */
    interface DirectCall {

        /** The outcome, for metrics; throws a problem before anything is written. */
        String serve(UserId user, HttpServletResponse response) throws IOException;
    }

    /** As {@link #guard}, answered at once on the container's own response. */
    void serve(
            Operation operation,
            DirectCall call,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long sinceNanos = System.nanoTime();
        String outcome = ProblemCode.INTERNAL_ERROR.code();
        try {
            outcome = call.serve(user(request), response);
        } catch (IOException gone) {
            // The client broke off: that is nothing we did.
            outcome = BROKEN_OFF;
            throw gone;
        } catch (ProblemException refusal) {
            outcome = refusal.body().code().code();
            answers.problem(response, refusal.body());
        } catch (RuntimeException e) {
            answers.problem(response, broken(e));
        } finally {
            record(operation, outcome, sinceNanos);
        }
    }

    private void record(Operation operation, String outcome, long sinceNanos) {
        metrics.record(
                operation.name().toLowerCase(Locale.ROOT),
                outcome,
                Duration.ofNanos(System.nanoTime() - sinceNanos));
    }

    /** For calls without a user: their problems rendered, nothing else. */
    HandlerFunction<ServerResponse> open(HandlerFunction<ServerResponse> call) {
        return request -> {
            try {
                return call.handle(request);
            } catch (ProblemException refusal) {
                return answers.problem(refusal.body());
            } catch (IOException | RuntimeException e) {
                return answers.problem(broken(e));
            }
        };
    }

    private UserId user(HttpServletRequest request) {
        try {
            UserId user = users.authenticate(single(request, HttpHeaders.AUTHORIZATION)).join();
            SingleHeaders.check(name -> Collections.list(request.getHeaders(name)).size());
            return user;
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException refusal ? refusal : e;
        }
    }

    /** The header's value, null when it is not there exactly once. */
    static @Nullable String single(ServerRequest request, String header) {
        return single(request.servletRequest(), header);
    }

    static @Nullable String single(HttpServletRequest request, String header) {
        Enumeration<String> values = request.getHeaders(header);
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }

    private static ProblemBody broken(Exception e) {
        LOG.error("call failed", e);
        return ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side");
    }
}
