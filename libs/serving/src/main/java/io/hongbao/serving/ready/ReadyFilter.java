package io.hongbao.serving.ready;

import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.overload.TellAdmitted;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers {@code GET /ready} on the service's port, for the other processes of the suite: 204 when
 * calls are welcome, 503 while starting and leaving. Says how many ranks of calls are admitted, so
 * that callers who refuse on our behalf hear when we are well. Needs no ticket, and asks nobody.
 */
public final class ReadyFilter extends OncePerRequestFilter {

    public static final String PATH = "/ready";

    /** The status that says yes. */
    public static final int READY = HttpServletResponse.SC_NO_CONTENT;

    private final BooleanSupplier ready;
    private final Admission admission;
    private final List<ReadyHeader> headers;

    ReadyFilter(BooleanSupplier ready, Admission admission, List<ReadyHeader> headers) {
        this.ready = ready;
        this.admission = admission;
        this.headers = List.copyOf(headers);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!PATH.equals(request.getRequestURI()) || !"GET".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        TellAdmitted.in(response, admission);
        headers.forEach(header -> response.setHeader(header.name(), header.value().get()));
        response.setStatus(
                ready.getAsBoolean() ? READY : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
