package io.hongbao.pay.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.combine.CombineConfig;
import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.fleet.FleetSettings;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.servers.FreePort;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class HttpPacketServiceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final OrderNumber PACKET = new OrderNumber("2026112100000000010003");
    private static final UserId LI = new UserId(1001);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PacketSummary SUMMARY =
            new PacketSummary(PACKET.value(), 1001, 888, 100, 1, "ACTIVE", NOON);
    private static final PacketPaidV1 PAID =
            new PacketPaidV1(PACKET.value(), 1001, 888, "wrap", "CHANGE", NOON);

    private static final Map<Hop, KeyRing> KEYS =
            Map.of(
                    Hop.PAY_PACKET,
                    new KeyRing(
                            "k", Map.of("k", SecretKey.of("local-only-key-of-these-tests-of-32"))));

    private static final EventSignatures SIGNATURES =
            new EventSignatures(
                    new KeyRing(
                            "e", Map.of("e", SecretKey.of("local-only-event-key-of-these-tests"))));

    private final Tickets tickets = new Tickets(ServiceName.PACKET_SERVICE, KEYS);
    private final PaymentEvents events = new PaymentEvents(new SignEvents(SIGNATURES));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();

    /** What came in: path, ticket, body. */
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private record Call(String path, Ticket ticket, String body) {}

    @AfterEach
    void stop() {
        contexts.forEach(AnnotationConfigApplicationContext::close);
        servers.forEach(server -> server.stop(0));
    }

    private Instance instance(int status, String answer) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    String ticket = exchange.getRequestHeaders().getFirst(Tickets.HEADER);
                    calls.add(
                            new Call(
                                    exchange.getRequestURI().getPath(),
                                    tickets.check(ticket, NOON).orElseThrow(),
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8)));
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        servers.add(server);
        return new Instance("http://127.0.0.1:" + server.getAddress().getPort(), "a");
    }

    private static Instance goneInstance() {
        return new Instance("http://127.0.0.1:" + FreePort.next(), "a");
    }

    private HttpPacketService serviceOf(Instance... instances) {
        var clock = new MovableClock(NOON);
        var fleet =
                new FleetSettings(
                        null,
                        "a",
                        null,
                        List.of(),
                        List.of(),
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        var none = new SetCatalogue(List.of());
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Tickets.class, () -> new Tickets(ServiceName.PAY_SERVICE, KEYS));
        context.registerBean(MeterRegistry.class, () -> registry);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.register(SendConfig.class, CombineConfig.class);
        context.refresh();
        contexts.add(context);
        return new HttpPacketService(
                new Routes(
                        () -> none,
                        fleet,
                        LiveInstances.of(List.of(instances)),
                        LiveInstances.of(List.of())),
                context.getBean(CombineFactory.class),
                context.getBean(Tickets.class),
                JsonMapper.builder().build(),
                clock,
                new OperationMetrics(registry),
                new PacketServiceSettings(Duration.ofMinutes(1), Duration.ofSeconds(50)),
                events);
    }

    private long told(String outcome) {
        var timer =
                registry.find("hongbao.operations")
                        .tags("operation", "tell_paid", "outcome", outcome)
                        .timer();
        return timer == null ? 0 : timer.count();
    }

    /** What a packet service says to one payment. */
    private static String said(int status) {
        return String.format(
                Locale.ROOT, "{\"answers\":[{\"status\":%d,\"body\":\"{}\",\"new\":1}]}", status);
    }

    @Test
    void a_payment_is_told_with_its_event_and_a_ticket_for_just_that() throws IOException {
        OutboxEvent published = events.toPublish(PAID);
        {
            var service = serviceOf(instance(200, said(200)));
            service.tellPaid(PAID);
        }

        Call call = calls.getFirst();
        assertThat(call.path()).isEqualTo("/internal/v1/activations/many");
        assertThat(call.ticket().operation()).isEqualTo(Operation.BATCH);
        CombinedCalls.Item item =
                JsonMapper.builder()
                        .build()
                        .readValue(call.body(), CombinedCalls.class)
                        .items()
                        .getFirst();
        Ticket ticket = tickets.check(item.ticket(), NOON).orElseThrow();
        assertThat(ticket.operation()).isEqualTo(Operation.ACTIVATE);
        assertThat(ticket.packet()).isEqualTo(PACKET);
        // So that it answers before we stop waiting.
        assertThat(item.timeLeftMs()).isEqualTo(49_800);
        SignedEvent event =
                JsonMapper.builder()
                        .build()
                        .readValue(Objects.requireNonNull(item.body()), SignedEvent.class);
        assertThat(event).isEqualTo(published.signed());
        assertThat(SIGNATURES.verify(event)).isTrue();
        assertThat(event.json())
                .isEqualTo(
                        """
                        {"orderNumber":"2026112100000000010003","payerId":1001,"totalFen":888,\
                        "wrapKey":"wrap","method":"CHANGE","paidAt":"2026-11-21T04:00:00Z"}\
                        """);
        assertThat(told("ok")).isEqualTo(1);
    }

    @Test
    void an_event_is_signed_once_however_often_it_is_told_and_never_taken_for_another() {
        OutboxEvent first = events.toPublish(PAID);
        for (int i = 0; i < 5_000; i++) {
            var other = new PacketPaidV1(PACKET.value(), 1001, i + 1, "wrap", "CHANGE", NOON);
            assertThat(events.toPublish(other).value()).contains("\"totalFen\":" + (i + 1) + ",");
        }

        assertThat(events.toPublish(PAID)).isEqualTo(first).isSameAs(events.toPublish(PAID));
    }

    @Test
    void a_packet_service_that_fails_is_only_counted() throws IOException {
        {
            var service = serviceOf(instance(200, said(503)));
            service.tellPaid(PAID);
        }
        for (String broken :
                List.of("", "{}", "{\"answers\":[]}", "{\"answers\":[null]}", "{\"answers\":[")) {
            {
                var service = serviceOf(instance(200, broken));
                service.tellPaid(PAID);
            }
        }
        {
            var service = serviceOf(instance(503, "{}"));
            service.tellPaid(PAID);
        }
        {
            var service = serviceOf(goneInstance());
            service.tellPaid(PAID);
        }
        {
            var service = serviceOf();
            service.tellPaid(PAID);
        }

        assertThat(told("refused")).isEqualTo(1);
        assertThat(told("no_answer")).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"200, true", "404, true", "409, true", "401, false", "429, false", "503, false"})
    void a_set_has_answered_when_it_took_the_payment_or_never_will(int status, boolean answered)
            throws IOException {
        var service = serviceOf(instance(200, said(status)));

        assertThat(service.tellPaid(PAID)).isEqualTo(answered);
    }

    @Test
    void the_next_instance_is_called_when_the_owner_is_gone() throws IOException {
        for (int i = 0; i < 8; i++) {
            {
                var service = serviceOf(goneInstance(), instance(200, said(200)));
                service.tellPaid(PAID);
            }
        }

        assertThat(told("ok")).isEqualTo(8);
    }

    @Test
    void a_summary_is_asked_in_the_name_of_the_user() throws IOException {
        {
            var service = serviceOf(instance(200, answered(200, SUMMARY)));
            assertThat(service.summary(PACKET, LI)).contains(SUMMARY);
        }

        assertThat(calls.getFirst().path()).isEqualTo("/internal/v1/summaries");
        CombinedCalls.Item item =
                JSON.readValue(calls.getFirst().body(), CombinedCalls.class).items().getFirst();
        Ticket ticket = tickets.check(item.ticket(), NOON).orElseThrow();
        assertThat(ticket.operation()).isEqualTo(Operation.VIEW_SUMMARY);
        assertThat(ticket.user()).isEqualTo(LI);
        assertThat(ticket.packet()).isEqualTo(PACKET);
    }

    @Test
    void no_packet_and_no_answer_are_different_answers() throws IOException {
        {
            var service = serviceOf(instance(200, answered(404, Map.of())));
            assertThat(service.summary(PACKET, LI)).isEmpty();
            assertThat(service.summaries(List.of(PACKET), LI))
                    .containsEntry(PACKET, Optional.empty());
        }
        for (Instance instance :
                List.of(
                        instance(200, answered(503, Map.of())),
                        instance(503, "{}"),
                        goneInstance())) {
            var service = serviceOf(instance);
            assertUnavailable(service);
            assertThat(service.summaries(List.of(PACKET), LI)).isEmpty();
        }
        assertUnavailable(serviceOf());
    }

    private static String answered(int status, Object body) {
        return JSON.writeValueAsString(
                Map.of(
                        "answers",
                        List.of(Map.of("status", status, "body", JSON.writeValueAsString(body)))));
    }

    private static void assertUnavailable(PacketService service) {
        assertThatThrownBy(() -> service.summary(PACKET, LI))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.body().code())
                                        .isEqualTo(ProblemCode.SET_UNAVAILABLE));
    }
}
