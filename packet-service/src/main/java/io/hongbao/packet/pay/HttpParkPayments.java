package io.hongbao.packet.pay;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.calls.send.Call;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.contracts.call.PaymentsToPark;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Asks any instance, and the next one when it does not answer. */
final class HttpParkPayments implements ParkPayments {

    /** Of a call that nobody waits for but the payments' partition. */
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(6), Duration.ofSeconds(3));

    private final LiveInstances instances;
    private final SendAlone sendAlone;
    private final Tickets tickets;
    private final JsonMapper json;
    private final InstantSource clock;

    HttpParkPayments(
            LiveInstances instances,
            SendAlone sendAlone,
            Tickets tickets,
            JsonMapper json,
            InstantSource clock) {
        this.instances = instances;
        this.sendAlone = sendAlone;
        this.tickets = tickets;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Set<OrderNumber>> park(List<SignedEvent> payments) {
        var parked = CompletableFuture.<Set<OrderNumber>>completedFuture(Set.of());
        for (int from = 0; from < payments.size(); from += PaymentsToPark.EVENTS_MAX) {
            int to = Math.min(from + PaymentsToPark.EVENTS_MAX, payments.size());
            var some = new PaymentsToPark(payments.subList(from, to));
            parked = parked.thenCompose(before -> send(some).thenApply(now -> both(before, now)));
        }
        return parked;
    }

    private CompletableFuture<Set<OrderNumber>> send(PaymentsToPark payments) {
        return sendAlone
                .send(new Route(instances.now(), PaymentsToPark.PATH, TIMES), call(payments))
                .thenApply(this::read);
    }

    private Call call(PaymentsToPark payments) {
        byte[] body = json.writeValueAsString(payments).getBytes(StandardCharsets.UTF_8);
        Ticket ticket =
                Ticket.of(
                        Operation.PARK_PAYMENTS,
                        null,
                        null,
                        RequestDigest.of("POST", PaymentsToPark.PATH, null, body),
                        clock.instant());
        return new Call(
                "POST",
                PaymentsToPark.PATH,
                Map.of(
                        Tickets.HEADER,
                        tickets.sign(Hop.PACKET_PAY, ticket),
                        "Content-Type",
                        "application/json"),
                body);
    }

    private Set<OrderNumber> read(Response answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("payments must be parked: status=" + answer.status());
        }
        return json.readValue(answer.body(), PaymentsToPark.Parked.class).orderNumbers().stream()
                .map(OrderNumber::new)
                .collect(Collectors.toSet());
    }

    private static Set<OrderNumber> both(Set<OrderNumber> some, Set<OrderNumber> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
