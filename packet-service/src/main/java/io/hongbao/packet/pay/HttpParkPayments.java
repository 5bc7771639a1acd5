package io.hongbao.packet.pay;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.call.PaymentsToPark;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.ticket.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Over HTTP. */
final class HttpParkPayments implements ParkPayments {

    /** Of a call that nobody waits for but the payments' partition. */
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(6), Duration.ofSeconds(3));

    private final CallPayService payService;
    private final JsonMapper json;

    HttpParkPayments(CallPayService payService, JsonMapper json) {
        this.payService = payService;
        this.json = json;
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
        byte[] body = json.writeValueAsString(payments).getBytes(StandardCharsets.UTF_8);
        return payService
                .post(Operation.PARK_PAYMENTS, PaymentsToPark.PATH, body, TIMES)
                .thenApply(this::read);
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
