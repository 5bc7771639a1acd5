package io.hongbao.serving.ready;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers {@code GET /ready} on the service's port, for the other processes of the suite: 204 when
 * calls are welcome, 503 while starting and leaving. Needs no ticket, tells nothing else, and asks
 * nobody.
 */
public final class ReadyFilter extends OncePerRequestFilter {

    public static final String PATH = "/ready";

    /** The status that says yes. */
    public static final int READY = HttpServletResponse.SC_NO_CONTENT;

    private final BooleanSupplier ready;

    ReadyFilter(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!PATH.equals(request.getRequestURI()) || !"GET".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(
                ready.getAsBoolean() ? READY : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
