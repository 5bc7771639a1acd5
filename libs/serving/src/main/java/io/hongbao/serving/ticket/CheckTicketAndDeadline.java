package io.hongbao.serving.ticket;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.overload.TellAdmitted;
import io.hongbao.serving.problem.ProblemException;
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
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of everything: without a right ticket, or after its deadline, nothing of a call
 * is parsed and nobody is asked. What the ticket is for is checked by {@link CheckTicket}, once it
 * is known what is called. Every answer to a right ticket says our clock, so that callers can
 * compare it with theirs, and what we admit, so that they need not ask for what we would refuse.
 */
final class CheckTicketAndDeadline extends OncePerRequestFilter {

    private final Tickets tickets;
    private final Clock clock;
    private final Duration callMax;
    private final ProblemWriter problems;
    private final Admission admission;

    CheckTicketAndDeadline(
            Tickets tickets,
            Clock clock,
            Duration callMax,
            ProblemWriter problems,
            Admission admission) {
        this.tickets = tickets;
        this.clock = clock;
        this.callMax = callMax;
        this.problems = problems;
        this.admission = admission;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant now = clock.instant();
        try {
            Ticket ticket = ticket(request, now);
            request.setAttribute(Ticket.class.getName(), ticket);
            response.setHeader(Deadline.CLOCK, Long.toString(now.toEpochMilli()));
            TellAdmitted.in(response, admission);
            admission.check(ticket.operation().tier(), ticket.user());
            request.setAttribute(Deadline.class.getName(), deadline(request, now));
        } catch (ProblemException refusal) {
            ServletProblems.write(problems, response, refusal.body());
            return;
        }
        chain.doFilter(request, response);
    }

    private Ticket ticket(HttpServletRequest request, Instant now) {
        return Optional.ofNullable(request.getHeader(Tickets.HEADER))
                .flatMap(text -> tickets.check(text, now))
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.UNAUTHENTICATED,
                                "must carry a right ticket: " + Tickets.HEADER));
    }

    private Deadline deadline(HttpServletRequest request, Instant now) {
        Deadline deadline =
                Deadline.of(
                        request.getHeader(Deadline.SENT_AT),
                        request.getHeader(Deadline.TIME_LEFT),
                        now,
                        callMax);
        if (deadline.hasPassed(now)) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED, "the call came too late; the same call again is safe");
        }
        return deadline;
    }
}
