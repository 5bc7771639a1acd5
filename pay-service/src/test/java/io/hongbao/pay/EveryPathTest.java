package io.hongbao.pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.serving.ticket.RequiresTicket;
import io.hongbao.testkit.cases.MovableClock;
import io.hongbao.testkit.ticket.TicketedCall;
import io.hongbao.testkit.ticket.TryTickets;
import io.hongbao.testkit.ticket.WrongTickets;
import io.hongbao.testkit.ticket.WrongTickets.Permitted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever the service serves, it serves to nobody without a ticket for that very call. The paths
 * are those of the running service, so that a new one is tried, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPathTest {

    private static final UserId LI = TestPayService.newUser();
    private static final OrderNumber PACKET = TestPayService.newPacket();
    private static final OrderNumber OTHER = TestPayService.newPacket();

    private static final String MOMENTS = "/v1/moments/";
    private static final Pattern OF_ORDER = Pattern.compile("\\{(packet|moment)Id}");

    /** What the calls are that many are made of in one. */
    private static final Map<String, Operation> ITEMS =
            Map.of(
                    CombinedCalls.PAYMENTS_PATH, Operation.PAY,
                    CombinedCalls.MOMENT_PAYMENTS_PATH, Operation.PAY,
                    CombinedCalls.PAYMENT_VIEWS_PATH, Operation.VIEW_PAYMENT);

    private TestPayService service;
    private TryTickets onServicePort;
    private TryTickets onManagementPort;
    private int askedBefore;

    /** A path, and what a ticket for it permits. */
    private record Served(String method, String path, Operation operation) {}

    @BeforeAll
    void start() {
        service =
                TestPayService.start(
                        TestWallets.watched(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank());
        service.waitUntilReady();
        onServicePort = tryTickets("local.server.port");
        onManagementPort = tryTickets("local.management.port");
    }

    private TryTickets tryTickets(String port) {
        return new TryTickets(
                new WrongTickets(
                        ServiceName.PAY_SERVICE,
                        service.bean(KeySettings.class).ticketRings(),
                        service.clock),
                service.clock,
                "http://127.0.0.1:" + service.bean(Environment.class).getRequiredProperty(port));
    }

    @AfterAll
    void stop() {
        onServicePort.close();
        onManagementPort.close();
        service.assertMoneyIsConserved();
        service.close();
    }

    @BeforeEach
    void forget() {
        StatementRecorder.forget();
        askedBefore = asked();
    }

    @Test
    void a_call_with_a_wrong_ticket_is_refused_before_database_bank_and_topic_are_asked() {
        for (Served path : served()) {
            assertThat(onServicePort.taken(permitted(path))).isEmpty();
        }

        assertNobodyIsAsked();
    }

    @Test
    void so_it_is_among_others_in_one_call() {
        for (Served path : served()) {
            if (path.operation() == Operation.BATCH) {
                var item = permitted(item(path));
                assertThat(onServicePort.takenAmongOthers(path.path(), item)).isEmpty();
            }
        }

        assertNobodyIsAsked();
    }

    /** Else the tests above would show nothing. */
    @Test
    void a_call_with_its_own_ticket_is_served_alone_and_among_others() {
        for (Served path : served()) {
            var answer = onServicePort.right(permitted(path));

            assertThat(answer.status()).as("%s %s", path, answer).isNotIn(401, 500);
            assertThat(answer.body()).doesNotContain("unauthenticated");
        }
        assertThat(TestPayService.statementsOfCalls()).isNotEmpty();
        assertThat(asked()).isGreaterThan(askedBefore);
    }

    @Test
    void actuator_and_service_have_ports_of_their_own_and_readiness_asks_nobody() {
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus")) {
            var call = new TicketedCall("no ticket", "GET", path, null, null, "");
            var permitted =
                    Permitted.of(
                            "GET", path, null, "", Ticket.ofBatch(path, service.clock.instant()));

            assertThat(onServicePort.send(call).status()).isEqualTo(401);
            assertThat(onServicePort.right(permitted).status()).isEqualTo(404);
            assertThat(onManagementPort.send(call).status()).isEqualTo(200);
        }
        for (Served path : served()) {
            assertThat(onManagementPort.right(permitted(path)).status()).isEqualTo(404);
        }
        var ready = new TicketedCall("no ticket", "GET", "/ready", null, null, "");
        assertThat(onServicePort.send(ready).status()).isEqualTo(204);
    }

    private List<Served> served() {
        List<Served> served =
                service
                        .bean(RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .entrySet()
                        .stream()
                        .filter(each ->
                                each.getValue().getBeanType().getName().startsWith("io.hongbao."))
                        .flatMap(each -> {
                            var ticket =
                                    Objects.requireNonNull(
                                            each.getValue()
                                                    .getMethodAnnotation(RequiresTicket.class),
                                            () -> "must say whom it permits: " + each);
                            return each.getKey().getMethodsCondition().getMethods().stream()
                                    .flatMap(method ->
                                            each.getKey().getPatternValues().stream()
                                                    .map(path ->
                                                            new Served(
                                                                    method.name(),
                                                                    path,
                                                                    ticket.value())));
                        })
                        .toList();
        assertThat(served).hasSizeGreaterThan(6);
        return served;
    }

    private Permitted permitted(Served path) {
        String target =
                path.path()
                        .replaceAll(
                                OF_ORDER.pattern(), service.bean(PacketLinks.class).linkTo(PACKET))
                        .replaceAll("\\{[^}]*}", "x");
        boolean ofPacket = OF_ORDER.matcher(path.path()).find();
        Ticket ticket =
                Ticket.of(
                        path.operation(),
                        LI,
                        ofPacket ? PACKET : null,
                        "",
                        service.clock.instant());
        return switch (path.operation()) {
            case BATCH -> onServicePort.batch(target, permitted(item(path)));
            case PAY ->
                    Permitted.of(path.method(), target, null, payment(target), ticket)
                            .naming(OTHER);
            case TOP_UP ->
                    Permitted.of(
                            path.method(),
                            target,
                            "every-path",
                            "{\"amountFen\":100,\"card\":\"card-good\"}",
                            ticket);
            default ->
                    Permitted.of(
                                    path.method(),
                                    target,
                                    path.method().equals("GET") ? null : "every-path",
                                    path.method().equals("GET") ? "" : "{}",
                                    ticket)
                            .naming(ofPacket ? OTHER : null);
        };
    }

    private String payment(String target) {
        var bill =
                target.startsWith(MOMENTS)
                        ? service.viewTicket(LI, PACKET, 1_00)
                        : service.payTicket(LI, PACKET, 1_00, "every-path");
        return "{\"payTicket\":\"" + service.bean(PayTickets.class).sign(bill) + "\"}";
    }

    /** What it is when it is made alone. */
    private static Served item(Served path) {
        Operation operation =
                Objects.requireNonNull(
                        ITEMS.get(path.path()), () -> "must say of which calls it is: " + path);
        String alone =
                path.path().equals(CombinedCalls.MOMENT_PAYMENTS_PATH)
                        ? MOMENTS + "{momentId}/payment"
                        : "/v1/packets/{packetId}/payment";
        return operation == Operation.VIEW_PAYMENT
                ? new Served("GET", alone, operation)
                : new Served("POST", alone, operation);
    }

    private void assertNobodyIsAsked() {
        assertThat(TestPayService.statementsOfCalls()).isEmpty();
        assertThat(asked()).isEqualTo(askedBefore);
    }

    /** Of bank, packet service and Kafka together. */
    private int asked() {
        return service.bank.calls() + service.packets.calls() + service.events.count();
    }
}
