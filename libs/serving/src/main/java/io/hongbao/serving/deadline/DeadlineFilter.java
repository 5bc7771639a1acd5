package io.hongbao.serving.deadline;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.problem.ServletProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls that are overdue when they are read, and tells handlers until when the others are
 * waited for. Every answer says our clock, so that callers can compare it with theirs.
 */
final class DeadlineFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = Deadline.class.getName();

    private final Clock clock;
    private final Duration callMax;
    private final ProblemWriter problems;

    DeadlineFilter(Clock clock, Duration callMax, ProblemWriter problems) {
        this.clock = clock;
        this.callMax = callMax;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant now = clock.instant();
        response.setHeader(Deadline.CLOCK, Long.toString(now.toEpochMilli()));
        Deadline deadline =
                Deadline.of(
                        request.getHeader(Deadline.SENT_AT),
                        request.getHeader(Deadline.TIME_LEFT),
                        now,
                        callMax);
        if (deadline.hasPassed(now)) {
            ServletProblems.write(
                    problems,
                    response,
                    ProblemBody.of(
                            ProblemCode.OVERLOADED,
                            "the call came too late; the same call again is safe"));
            return;
        }
        request.setAttribute(ATTRIBUTE, deadline);
        chain.doFilter(request, response);
    }
}
