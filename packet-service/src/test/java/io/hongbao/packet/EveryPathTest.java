package io.hongbao.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.packet.set.TestSet;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.serving.ticket.RequiresTicket;
import io.hongbao.testkit.ticket.TicketedCall;
import io.hongbao.testkit.ticket.TryTickets;
import io.hongbao.testkit.ticket.WrongTickets;
import io.hongbao.testkit.ticket.WrongTickets.Permitted;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever the service serves, it serves to nobody without a ticket for that very call. The paths
 * are those of the running service, so that a new one is tried, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("StatementRecorder")
class EveryPathTest {

    private static final UserId LI = new UserId(70_001);
    private static final OrderNumber PACKET = number(9_999_999_001L);
    private static final OrderNumber OTHER = number(9_999_999_002L);

    /** What the calls are that many are made of in one. */
    private static final Map<String, Operation> ITEMS =
            Map.of(
                    CombinedCalls.OPENS_PATH, Operation.OPEN,
                    CombinedCalls.GRABS_PATH, Operation.GRAB,
                    CombinedCalls.WRAPS_PATH, Operation.WRAP,
                    CombinedCalls.DETAILS_PATH, Operation.VIEW_PACKET,
                    CombinedCalls.SUMMARIES_PATH, Operation.VIEW_SUMMARY,
                    CombinedCalls.ACTIVATIONS_PATH, Operation.ACTIVATE);

    private final JsonMapper json = JsonMapper.builder().build();
    private ConfigurableApplicationContext service;
    private Clock clock;
    private TryTickets onServicePort;
    private TryTickets onManagementPort;

    /** A path, and what a ticket for it permits. */
    private record Served(String method, String path, Operation operation) {}

    private static OrderNumber number(long sequence) {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, RunningPacketService.UP, 3);
    }

    @BeforeAll
    void start() throws Exception {
        service =
                RunningPacketService.start(
                        StatementRecorder.watched(SharedMariaDb.newDatabase()),
                        "--hongbao.expire.interval=1h");
        clock = service.getBean(Clock.class);
        onServicePort = tryTickets("local.server.port");
        onManagementPort = tryTickets("local.management.port");
    }

    private TryTickets tryTickets(String port) {
        return new TryTickets(
                new WrongTickets(
                        ServiceName.PACKET_SERVICE,
                        service.getBean(KeySettings.class).ticketRings(),
                        clock),
                clock,
                "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port));
    }

    @AfterAll
    void stop() {
        onServicePort.close();
        onManagementPort.close();
        service.close();
    }

    @BeforeEach
    void forget() {
        StatementRecorder.forget();
        CollectSentKeys.forget();
    }

    @Test
    void a_call_with_a_wrong_ticket_is_refused_before_any_database_or_topic_is_asked() {
        for (Served path : served()) {
            assertThat(onServicePort.taken(permitted(path))).isEmpty();
        }

        assertThat(asked()).isEmpty();
    }

    @Test
    void so_it_is_among_others_in_one_call() {
        for (Served path : served()) {
            if (path.operation() == Operation.BATCH) {
                var item = permitted(item(path));
                assertThat(onServicePort.takenAmongOthers(path.path(), item)).isEmpty();
            }
        }

        assertThat(asked()).isEmpty();
    }

    /** Else the tests above would show nothing. */
    @Test
    void a_call_with_its_own_ticket_is_served_alone_and_among_others() {
        for (Served path : served()) {
            forget();

            var answer = onServicePort.right(permitted(path));

            assertThat(answer.status()).as("%s %s", path, answer).isNotIn(401, 500);
            assertThat(answer.body()).doesNotContain("unauthenticated");
            assertThat(asked()).as("%s", path).isNotEmpty();
        }
    }

    @Test
    void actuator_and_service_have_ports_of_their_own_and_readiness_asks_nobody() {
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus")) {
            var call = new TicketedCall("no ticket", "GET", path, null, null, "");
            var permitted =
                    Permitted.of("GET", path, null, "", Ticket.ofBatch(path, clock.instant()));

            assertThat(onServicePort.send(call).status()).isEqualTo(401);
            assertThat(onServicePort.right(permitted).status()).isEqualTo(404);
            assertThat(onManagementPort.send(call).status()).isEqualTo(200);
        }
        for (Served path : served()) {
            assertThat(onManagementPort.right(permitted(path)).status()).isEqualTo(404);
        }
        var ready = new TicketedCall("no ticket", "GET", "/ready", null, null, "");
        assertThat(onServicePort.send(ready).status()).isEqualTo(204);
        assertThat(asked()).isEmpty();
    }

    private List<Served> served() {
        List<Served> served =
                service
                        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
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
        assertThat(served).hasSizeGreaterThan(8);
        return served;
    }

    private Permitted permitted(Served path) {
        String packet =
                path.path().startsWith("/internal/")
                        ? PACKET.value()
                        : service.getBean(PacketLinks.class).linkTo(PACKET);
        String target = path.path().replaceAll("\\{(packet|moment)Id}", packet);
        return switch (path.operation()) {
            case BATCH -> onServicePort.batch(target, permitted(item(path)));
            case OPEN, GRAB -> Permitted.of("POST", target, null, "", ticket(path, PACKET));
            case WRAP ->
                    Permitted.of(
                            path.method(),
                            target,
                            "every-path",
                            "{\"kind\":\"LUCKY\",\"totalFen\":100,\"shares\":1,\"greeting\":\"\"}",
                            ticket(path, null));
            case POST_MOMENT ->
                    Permitted.of(
                            path.method(),
                            target,
                            "every-path",
                            "{\"fromFen\":1,\"toFen\":2,\"contentRef\":\"a\"}",
                            ticket(path, null));
            case ACTIVATE ->
                    Permitted.of(path.method(), target, null, paid(), ticket(path, PACKET))
                            .naming(OTHER);
            default ->
                    Permitted.of(path.method(), target, null, "", ticket(path, PACKET))
                            .naming(OTHER);
        };
    }

    private Ticket ticket(Served path, @Nullable OrderNumber packet) {
        return Ticket.of(path.operation(), LI, packet, "", service.getBean(Clock.class).instant());
    }

    /** What it is when it is made alone. */
    private static Served item(Served path) {
        Operation operation =
                Objects.requireNonNull(
                        ITEMS.get(path.path()), () -> "must say of which calls it is: " + path);
        return new Served(
                "POST",
                switch (operation) {
                    case WRAP -> "/v1/packets";
                    case ACTIVATE -> ActivationAnswer.PATH;
                    default -> "/v1/packets/{packetId}";
                },
                operation);
    }

    private String paid() {
        String event =
                json.writeValueAsString(
                        new PacketPaidV1(
                                PACKET.value(), LI.value(), 100, "k", "CHANGE", TestSet.now()));
        String signature =
                service.getBean(EventKeys.class)
                        .of(EventStream.PAYMENTS)
                        .sign(PacketPaidV1.TYPE, Topics.GROUP_ACTIVATIONS, event);
        return json.writeValueAsString(
                new SignedEvent(PacketPaidV1.TYPE, Topics.GROUP_ACTIVATIONS, event, signature));
    }

    /** What databases and Kafka were asked, but for what the service does by itself. */
    private static List<String> asked() {
        Stream<String> statements =
                StatementRecorder.seen().stream()
                        .filter(seen ->
                                Stream.of(
                                                "send_order",
                                                "receive_order",
                                                "wrap_key",
                                                "sequence",
                                                "moment_")
                                        .anyMatch(seen::contains))
                        .filter(seen -> !seen.contains("due_at <=") && !seen.startsWith("days-"));
        return Stream.concat(statements, CollectSentKeys.keys().stream()).toList();
    }
}
