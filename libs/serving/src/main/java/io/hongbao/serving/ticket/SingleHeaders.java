package io.hongbao.serving.ticket;

import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.problem.ProblemException;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Refuses a call that has a single-valued header twice: whichever of the two were taken, the
 * client, or somebody between, may have meant the other one.
 */
public final class SingleHeaders {

    /**
     * What we read, and the other fields of requests that are no list in RFC 9110. Of {@code
     * Content-Length} and {@code Host} the HTTP server says so by itself.
     */
    private static final List<String> NAMES =
            List.of(
                    Tickets.HEADER,
                    "Idempotency-Key",
                    "Authorization",
                    "Content-Type",
                    "Content-Location",
                    "Content-Range",
                    "Date",
                    "From",
                    "If-Modified-Since",
                    "If-Range",
                    "If-Unmodified-Since",
                    "Max-Forwards",
                    "Origin",
                    "Proxy-Authorization",
                    "Range",
                    "Referer",
                    "User-Agent",
                    "traceparent");

    private SingleHeaders() {}

    /** Throws {@link ProblemException} with the name of a header that {@code count} finds twice. */
    public static void check(ToIntFunction<String> count) {
        for (String name : NAMES) {
            if (count.applyAsInt(name) > 1) {
                throw ProblemException.field(name, "must not be repeated");
            }
        }
    }
}
