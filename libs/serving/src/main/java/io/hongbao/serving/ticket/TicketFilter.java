package io.hongbao.serving.ticket;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.problem.ServletProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of everything: without a right ticket nothing is parsed and nobody is asked. What
 * the ticket is for is checked by {@link TicketInterceptor}, once it is known what is called.
 */
final class TicketFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = Ticket.class.getName();

    private final Tickets tickets;
    private final Clock clock;
    private final ProblemWriter problems;

    TicketFilter(Tickets tickets, Clock clock, ProblemWriter problems) {
        this.tickets = tickets;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Ticket> ticket =
                Optional.ofNullable(request.getHeader(Tickets.HEADER))
                        .flatMap(text -> tickets.check(text, clock.instant()));
        if (ticket.isEmpty()) {
            ServletProblems.write(
                    problems,
                    response,
                    ProblemBody.of(
                            ProblemCode.UNAUTHENTICATED,
                            "must carry a right ticket: " + Tickets.HEADER));
            return;
        }
        request.setAttribute(ATTRIBUTE, ticket.get());
        chain.doFilter(request, response);
    }
}
