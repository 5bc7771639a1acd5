package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.gateway.user.Users;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Locale;
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

    private final Users users;
    private final OperationMetrics metrics;
    private final Answers answers;

    GuardCall(Users users, OperationMetrics metrics, Answers answers) {
        this.users = users;
        this.metrics = metrics;
        this.answers = answers;
    }

    HandlerFunction<ServerResponse> guard(Operation operation, UserCall call) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        return request -> {
            long sinceNanos = System.nanoTime();
            String outcome = ProblemCode.INTERNAL_ERROR.code();
            try {
                Served served = call.serve(request, user(request));
                outcome = served.outcome();
                return served.response();
            } catch (ProblemException refusal) {
                outcome = refusal.body().code().code();
                return answers.problem(refusal.body());
            } catch (IOException | RuntimeException e) {
                return broken(e);
            } finally {
                metrics.record(name, outcome, Duration.ofNanos(System.nanoTime() - sinceNanos));
            }
        };
    }

    /** For calls without a user: their problems rendered, nothing else. */
    HandlerFunction<ServerResponse> open(HandlerFunction<ServerResponse> call) {
        return request -> {
            try {
                return call.handle(request);
            } catch (ProblemException refusal) {
                return answers.problem(refusal.body());
            } catch (IOException | RuntimeException e) {
                return broken(e);
            }
        };
    }

    private UserId user(ServerRequest request) {
        return users.authenticate(single(request, HttpHeaders.AUTHORIZATION))
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.UNAUTHENTICATED,
                                "must be a bearer token that has not expired"));
    }

    /** The header's value, null when it is not there exactly once. */
    static @Nullable String single(ServerRequest request, String header) {
        Enumeration<String> values = request.servletRequest().getHeaders(header);
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }

    private ServerResponse broken(Exception e) {
        LOG.error("call failed", e);
        return answers.problem(
                ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side"));
    }
}
