package io.hongbao.gateway.cross;

import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.call.UserCall;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/** Calls that cross alone, with their whole answer in memory. */
final class CrossAlone {

    private final SendAlone sendAlone;
    private final ChooseRoute routes;
    private final MintTicket mintTicket;
    private final RenderResponse answers;

    CrossAlone(
            SendAlone sendAlone,
            ChooseRoute routes,
            MintTicket mintTicket,
            RenderResponse answers) {
        this.sendAlone = sendAlone;
        this.routes = routes;
        this.mintTicket = mintTicket;
        this.answers = answers;
    }

    CompletableFuture<PublicResponse> cross(UserCall call) {
        return cross(call, routes.of(call), mintTicket.mint(call));
    }

    CompletableFuture<PublicResponse> cross(UserCall call, Route route, String ticket) {
        var headers = new LinkedHashMap<String, String>();
        call.headers().passOn(headers::put);
        headers.put(Tickets.HEADER, ticket);
        var sent = new Call(call.operation().method(), call.target(), headers, call.body());
        return sendAlone.send(route, sent).thenApply(answers::of);
    }
}
