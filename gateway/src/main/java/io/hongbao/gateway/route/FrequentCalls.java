package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;

/**
 * Open and grab, nine calls of ten, in front of everything that other calls pass: their path is
 * plain and they have no body, so that there is nothing to match, to convert or to negotiate. One
 * that has a body, or a path that is not plain, goes the way of the others ({@link PublicRoutes}),
 * with the same answers.
 */
final class FrequentCalls implements Filter {

    private static final String PACKETS = "/v1/packets/";
    private static final String OPEN = "/open";
    private static final String GRAB = "/grab";

    private final GuardCall guard;
    private final Combined combined;

    FrequentCalls(GuardCall guard, Combined combined) {
        this.guard = guard;
        this.combined = combined;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && serve(http, response))) {
            chain.doFilter(request, response);
        }
    }

    private boolean serve(HttpServletRequest request, ServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (!path.startsWith(PACKETS) || !request.getMethod().equals("POST") || hasBody(request)) {
            return false;
        }
        int end = path.length() - OPEN.length();
        String link = end > PACKETS.length() ? path.substring(PACKETS.length(), end) : "";
        if (!isPlain(link)) {
            return false;
        }
        Function<UserId, Object> call;
        Operation operation;
        if (path.endsWith(OPEN)) {
            operation = Operation.OPEN;
            call = user -> combined.open(link, user);
        } else if (path.endsWith(GRAB)) {
            operation = Operation.GRAB;
            call = user -> combined.grab(link, user);
        } else {
            return false;
        }
        guard.serve(operation, call, request, (HttpServletResponse) response);
        return true;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Letters, digits and hyphens: nothing that would have to be decoded, or means something. */
    private static boolean isPlain(String link) {
        for (int i = 0; i < link.length(); i++) {
            char letter = link.charAt(i);
            if (letter != '-' && !(letter < 128 && Character.isLetterOrDigit(letter))) {
                return false;
            }
        }
        return !link.isEmpty();
    }
}
