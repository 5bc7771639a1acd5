package io.hongbao.serving.ticket;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.serving.body.BodyLimitFilter;
import io.hongbao.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Holds a call to its ticket before anything is done of it: the same operation, the same packet or
 * moment where the path names one, and the same words.
 */
final class CheckTicket implements HandlerInterceptor {

    /** A path variable of such a name is a packet's or moment's link or order number. */
    private static final List<String> ORDER_VARIABLES = List.of("packetId", "momentId");

    private static final String KEY_HEADER = "Idempotency-Key";

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isErrorPage(method)) {
            return true;
        }
        RequiresTicket permits = method.getMethodAnnotation(RequiresTicket.class);
        if (permits == null) {
            throw new IllegalStateException("must say whom it permits: " + method);
        }
        if (!(request.getAttribute(Ticket.class.getName()) instanceof Ticket ticket)) {
            throw new IllegalStateException("the filter comes first: " + method);
        }
        if (ticket.operation() != permits.value()
                || !isForPacketOf(request, ticket)
                || !ticket.digest().equals(digest(ticket.operation(), request))) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "must carry a ticket for this very call");
        }
        return true;
    }

    private static boolean isErrorPage(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.springframework.");
    }

    private static @Nullable String digest(Operation operation, HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        String target = query == null ? path : path + '?' + query;
        if (operation == Operation.BATCH) {
            return RequestDigest.ofBatch(target);
        }
        Enumeration<String> keys = request.getHeaders(KEY_HEADER);
        String key = keys.hasMoreElements() ? keys.nextElement() : null;
        return keys.hasMoreElements()
                ? null
                : RequestDigest.of(
                        request.getMethod(), target, key, BodyLimitFilter.bodyOf(request));
    }

    private static boolean isForPacketOf(HttpServletRequest request, Ticket ticket) {
        String packet = packetIn(request);
        if (packet == null) {
            return true;
        }
        OrderNumber permitted = ticket.packet();
        return permitted != null
                && packet.length() >= OrderNumber.LENGTH
                && packet.startsWith(permitted.value());
    }

    private static @Nullable String packetIn(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            for (String name : ORDER_VARIABLES) {
                if (variables.get(name) instanceof String packet) {
                    return packet;
                }
            }
        }
        return null;
    }
}
