package io.hongbao.gateway.cross;

import io.hongbao.calls.route.Route;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.UserCall;
import org.springframework.http.HttpHeaders;

/** A call on its way through the dispatcher: where it goes, and what became of it. */
public final class RouteContext {

    private final UserCall call;
    private final Route route;
    private final HttpHeaders headers = new HttpHeaders();
    private volatile String outcome = PublicResponse.OK;

    /** {@code streams}: whether server-sent events are the answer. */
    RouteContext(UserCall call, Route route, String ticket, boolean streams) {
        this.call = call;
        this.route = route;
        call.headers().passOn(headers::set);
        if (streams) {
            call.headers().passOnStream(headers::set);
        }
        headers.set(Tickets.HEADER, ticket);
    }

    UserCall call() {
        return call;
    }

    Route route() {
        return route;
    }

    /** All that the service sees of the client's headers, with the ticket. */
    HttpHeaders headers() {
        return headers;
    }

    void outcome(String told) {
        outcome = told;
    }

    /** {@code ok}, {@code unclear} or a problem's code, for metrics. */
    public String outcome() {
        return outcome;
    }
}
