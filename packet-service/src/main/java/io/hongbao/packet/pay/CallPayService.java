package io.hongbao.packet.pay;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls any instance of the pay service, and the next one when it does not answer. */
final class CallPayService {

    private final LiveInstances instances;
    private final SendAlone sendAlone;
    private final Tickets tickets;
    private final InstantSource clock;

    CallPayService(
            LiveInstances instances, SendAlone sendAlone, Tickets tickets, InstantSource clock) {
        this.instances = instances;
        this.sendAlone = sendAlone;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** As {@link SendAlone#send}. */
    CompletableFuture<Response> get(Operation operation, String path, CallTimes times) {
        Map<String, String> headers = headers(operation, RequestDigest.NONE);
        return send(new Call("GET", path, headers, new byte[0]), times);
    }

    /** As {@link SendAlone#send}. */
    CompletableFuture<Response> post(
            Operation operation, String path, byte[] body, CallTimes times) {
        Map<String, String> headers =
                headers(operation, RequestDigest.of("POST", path, null, body));
        headers.put("Content-Type", "application/json");
        return send(new Call("POST", path, headers, body), times);
    }

    private CompletableFuture<Response> send(Call call, CallTimes times) {
        return sendAlone.send(new Route(instances.now(), call.target(), times), call);
    }

    private Map<String, String> headers(Operation operation, String digest) {
        Ticket ticket = Ticket.of(operation, null, null, digest, clock.instant());
        return new HashMap<>(Map.of(Tickets.HEADER, tickets.sign(Hop.PACKET_PAY, ticket)));
    }
}
