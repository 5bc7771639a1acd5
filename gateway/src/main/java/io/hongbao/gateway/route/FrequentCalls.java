package io.hongbao.gateway.route;

import io.hongbao.contracts.ticket.Operation;
import io.hongbao.gateway.route.GuardCall.DirectCall;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens, grabs, wraps and payments, in front of everything that other calls pass: their path is
 * plain, they have no body or a small one, so that there is nothing to match, to convert or to
 * negotiate. One with a larger body, or a path that is not plain, goes the way of the others
 * ({@link PublicRoutes}), with the same answers.
 */
final class FrequentCalls implements Filter {

    private static final String WRAP = "/v1/packets";
    private static final String PACKETS = "/v1/packets/";
    private static final String OPEN = "/open";
    private static final String GRAB = "/grab";
    private static final String PAYMENT = "/payment";

    /** Many of these must fit into one call to a service. */
    private static final int BODY_BYTES_MAX = 1_024;

    private final GuardCall guard;
    private final Combined combined;
    private final Carried carried;
    private final Answers answers;

    FrequentCalls(GuardCall guard, Combined combined, Carried carried, Answers answers) {
        this.guard = guard;
        this.combined = combined;
        this.carried = carried;
        this.answers = answers;
    }

    /** What to do for whom. */
    private record Frequent(Operation operation, DirectCall call) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Frequent> frequent =
                request instanceof HttpServletRequest http ? find(http) : Optional.empty();
        if (frequent.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        guard.serve(
                frequent.get().operation(),
                frequent.get().call(),
                (HttpServletRequest) request,
                (HttpServletResponse) response);
    }

    private Optional<Frequent> find(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!path.startsWith(WRAP) || !request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        return hasBody(request) ? findWithBody(path, request) : findWithoutBody(path);
    }

    private Optional<Frequent> findWithoutBody(String path) {
        if (path.endsWith(OPEN)) {
            return link(path, OPEN)
                    .map(link ->
                            new Frequent(
                                    Operation.OPEN,
                                    (user, response) ->
                                            answers.ok(response, combined.open(link, user))));
        }
        return link(path, GRAB)
                .map(link ->
                        new Frequent(
                                Operation.GRAB,
                                (user, response) ->
                                        answers.ok(response, combined.grab(link, user))));
    }

    private Optional<Frequent> findWithBody(String path, HttpServletRequest request) {
        if (!hasSmallJson(request) || request.getQueryString() != null) {
            return Optional.empty();
        }
        if (path.equals(WRAP)) {
            return Optional.of(
                    new Frequent(
                            Operation.WRAP,
                            (user, response) -> carried.wrap(request, user, response)));
        }
        return link(path, PAYMENT)
                .map(link ->
                        new Frequent(
                                Operation.PAY,
                                (user, response) -> carried.pay(link, request, user, response)));
    }

    private static boolean hasBody(HttpServletRequest request) {
        long bytes = request.getContentLengthLong();
        return bytes > 0 || (bytes < 0 && request.getHeader("Transfer-Encoding") != null);
    }

    private static boolean hasSmallJson(HttpServletRequest request) {
        long bytes = request.getContentLengthLong();
        return bytes > 0
                && bytes <= BODY_BYTES_MAX
                && Combined.isJson(request.getContentType())
                && isUtf8(request.getCharacterEncoding());
    }

    private static boolean isUtf8(@Nullable String charset) {
        return charset == null || charset.equalsIgnoreCase("UTF-8");
    }

    /** Between the path of packets and this end: letters, digits and hyphens, or none. */
    private static Optional<String> link(String path, String end) {
        int to = path.length() - end.length();
        if (!path.endsWith(end) || to <= PACKETS.length() || !path.startsWith(PACKETS)) {
            return Optional.empty();
        }
        return Optional.of(path.substring(PACKETS.length(), to)).filter(FrequentCalls::isPlain);
    }

    /** Nothing that would have to be decoded, or means something. */
    private static boolean isPlain(String link) {
        for (int i = 0; i < link.length(); i++) {
            char letter = link.charAt(i);
            if (letter != '-' && !(letter < 128 && Character.isLetterOrDigit(letter))) {
                return false;
            }
        }
        return true;
    }
}
