package io.hongbao.packet.activate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.combine.CombineConfig;
import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.activate.AskOwner.OwnerAnswer;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class AskOwnerTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final SetEntry SET =
            new SetEntry(new SetId(0), "jdbc:mysql://127.0.0.1:1/x", "shenzhen", "a", 1, false);
    private static final PacketCommand.Activate COMMAND =
            new PacketCommand.Activate(
                    OrderNumber.of(LocalDate.of(2026, 11, 21), 7, SET.id(), 3),
                    new UserId(1001),
                    new Money(8_88),
                    new IdempotencyKey("k"),
                    NOON);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELF = "http://127.0.0.1:2";

    private final Tickets tickets =
            new Tickets(
                    ServiceName.PACKET_SERVICE,
                    Map.of(
                            Hop.PACKET_PACKET,
                            new KeyRing(
                                    "t",
                                    Map.of(
                                            "t",
                                            SecretKey.of("local-only-key-of-these-tests-of-32")))));
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private volatile int status = 200;
    private volatile String served = "";
    private final HttpServer owner;

    AskOwnerTest() throws IOException {
        owner = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    }

    @BeforeEach
    void start() {
        context.registerBean(Clock.class, () -> new MovableClock(NOON));
        context.registerBean(Tickets.class, () -> tickets);
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(JsonMapper.class, () -> JSON);
        context.register(SendConfig.class, CombineConfig.class);
        context.refresh();
        owner.createContext(
                "/",
                exchange -> {
                    String header = exchange.getRequestHeaders().getFirst(Tickets.HEADER);
                    boolean batch =
                            tickets.check(String.valueOf(header), NOON)
                                    .filter(ticket -> ticket.operation() == Operation.BATCH)
                                    .isPresent();
                    byte[] answer = answer(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(batch ? 200 : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        owner.start();
    }

    private byte[] answer(byte[] call) {
        CombinedCalls.Item item = JSON.readValue(call, CombinedCalls.class).items().getFirst();
        boolean permitted =
                tickets.check(item.ticket(), NOON)
                        .filter(ticket ->
                                ticket.operation() == Operation.ACTIVATE
                                        && COMMAND.number().equals(ticket.packet()))
                        .isPresent();
        served = String.valueOf(item.body());
        var answer = new CombinedAnswers.Answer(permitted ? status : 401, null, null, "{}");
        return JSON.writeValueAsBytes(new CombinedAnswers(List.of(answer)));
    }

    @AfterEach
    void stop() {
        context.close();
        owner.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    status | said
                    200    | DONE
                    503    | NOT_NOW
                    429    | NOT_NOW
                    404    | DECIDE_HERE
                    409    | DECIDE_HERE
                    500    | DECIDE_HERE
                    """)
    void what_the_owner_says_decides(int given, OwnerAnswer said) throws Exception {
        status = given;

        assertThat(ask(1, url())).isEqualTo(said);
        assertThat(served).isEqualTo("{}");
    }

    @Test
    void when_the_owner_is_gone_this_instance_sees_for_itself() throws Exception {
        owner.stop(0);

        assertThat(ask(1, url())).isEqualTo(OwnerAnswer.DECIDE_HERE);
    }

    @Test
    void an_owner_of_the_set_asks_nobody() {
        assertThat(askOwner(2, url()).activate(SET, COMMAND, "{}")).isEmpty();
    }

    private OwnerAnswer ask(int ownersOfASet, String other) throws Exception {
        return askOwner(ownersOfASet, other)
                .activate(SET, COMMAND, "{}")
                .orElseThrow()
                .get(90, TimeUnit.SECONDS);
    }

    /** This instance stands in another zone, so that the other one comes first. */
    private AskOwner askOwner(int ownersOfASet, String other) {
        var instances = List.of(new Instance(SELF, "b"), new Instance(other, "a"));
        return new AskOwner(
                new TableOwners(SELF, ownersOfASet, LiveInstances.of(instances)),
                context.getBean(CombineFactory.class),
                tickets,
                Duration.ofSeconds(60),
                InstantSource.fixed(NOON));
    }

    private String url() {
        return "http://127.0.0.1:" + owner.getAddress().getPort();
    }
}
