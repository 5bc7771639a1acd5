package io.hongbao.packet.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.contracts.call.PaymentsToPark;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

final class HttpParkPaymentsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Hop, KeyRing> KEYS =
            Map.of(
                    Hop.PACKET_PAY,
                    new KeyRing(
                            "t", Map.of("t", SecretKey.of("local-only-key-of-these-tests-of-32"))));

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    HttpParkPaymentsTest() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    }

    @BeforeEach
    void start() {
        context.registerBean(Clock.class, () -> new MovableClock(NOON));
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(JsonMapper.class, () -> JSON);
        context.register(SendConfig.class);
        context.refresh();
        var tickets = new Tickets(ServiceName.PAY_SERVICE, KEYS);
        server.createContext(
                PaymentsToPark.PATH,
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    String ticket = exchange.getRequestHeaders().getFirst(Tickets.HEADER);
                    boolean permitted =
                            tickets.check(String.valueOf(ticket), NOON)
                                    .filter(it -> it.operation() == Operation.PARK_PAYMENTS)
                                    .filter(it ->
                                            it.digest()
                                                    .equals(
                                                            RequestDigest.of(
                                                                    "POST",
                                                                    PaymentsToPark.PATH,
                                                                    null,
                                                                    body)))
                                    .isPresent();
                    byte[] answer = JSON.writeValueAsBytes(allButSeven(body));
                    exchange.sendResponseHeaders(permitted ? status : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /** Whoever is seventh has a wallet shard that is down. */
    private PaymentsToPark.Parked allButSeven(byte[] body) {
        List<SignedEvent> events = JSON.readValue(body, PaymentsToPark.class).events();
        calls.add(events.size());
        return new PaymentsToPark.Parked(
                events.stream()
                        .map(event -> JSON.readTree(event.json()).path("orderNumber").asString())
                        .filter(order -> !order.equals(packet(7).value()))
                        .toList());
    }

    @AfterEach
    void stop() {
        context.close();
        server.stop(0);
    }

    private ParkPayments parkPayments(Instance... instances) {
        return new HttpParkPayments(
                new CallPayService(
                        LiveInstances.of(List.of(instances)),
                        context.getBean(SendAlone.class),
                        new Tickets(ServiceName.PACKET_SERVICE, KEYS),
                        context.getBean(Clock.class)),
                JSON);
    }

    private Instance served() {
        return new Instance("http://127.0.0.1:" + server.getAddress().getPort(), "a");
    }

    private static OrderNumber packet(int sequence) {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, new SetId(1), 3);
    }

    private static List<SignedEvent> payments(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new SignedEvent(
                                PacketPaidV1.TYPE,
                                Topics.GROUP_ACTIVATIONS,
                                JSON.writeValueAsString(
                                        new PacketPaidV1(
                                                packet(i).value(), 1, 1, "w", "CHANGE", NOON)),
                                "signature"))
                .toList();
    }

    @Test
    void what_the_pay_service_says_is_parked_is_parked_also_while_one_instance_is_gone() {
        int count = PaymentsToPark.EVENTS_MAX + 1;

        var parked =
                parkPayments(new Instance("http://127.0.0.1:1", "a"), served())
                        .park(payments(count))
                        .join();

        assertThat(parked).hasSize(count - 1).contains(packet(0)).doesNotContain(packet(7));
        assertThat(calls).containsExactly(PaymentsToPark.EVENTS_MAX, 1);
    }

    @Test
    void nothing_is_asked_about_nothing() {
        assertThat(parkPayments().park(List.of()).join()).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void a_refusal_parks_nothing() {
        status = 400;

        assertThatThrownBy(() -> parkPayments(served()).park(payments(1)).join())
                .hasRootCauseMessage("payments must be parked: status=400");
    }

    @Test
    void a_pay_service_that_is_not_there_parks_nothing() {
        var gone = new Instance("http://127.0.0.1:1", "a");

        assertThat(parkPayments(gone).park(payments(1))).failsWithin(Duration.ofMinutes(1));
    }
}
