package io.hongbao.packet.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.calls.send.SendConfig;
import io.hongbao.contracts.call.PaidSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

final class HttpPayServiceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Hop, KeyRing> KEYS =
            Map.of(
                    Hop.PACKET_PAY,
                    new KeyRing(
                            "t", Map.of("t", SecretKey.of("local-only-key-of-these-tests-of-32"))));

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final HttpServer server;
    private volatile int status = 200;

    HttpPayServiceTest() throws IOException {
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
                PaidSets.PATH,
                exchange -> {
                    String ticket = exchange.getRequestHeaders().getFirst(Tickets.HEADER);
                    boolean permitted =
                            tickets.check(String.valueOf(ticket), NOON)
                                    .filter(it -> it.operation() == Operation.LIST_PAID_SETS)
                                    .isPresent();
                    byte[] answer = "{\"sets\":[\"007\",\"012\"]}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(permitted ? status : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        context.close();
        server.stop(0);
    }

    private PayService payService(Instance... instances) {
        return new HttpPayService(
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

    @Test
    void what_one_instance_says_counts_also_while_another_is_gone() {
        assertThat(payService(new Instance("http://127.0.0.1:1", "a"), served()).paidSets())
                .containsExactlyInAnyOrder(new SetId(7), new SetId(12));
    }

    @Test
    void a_pay_service_that_does_not_know_is_silent() {
        status = 503;

        assertThatThrownBy(() -> payService(served()).paidSets())
                .isInstanceOf(PayServiceSilent.class);
    }

    @Test
    void a_pay_service_that_is_not_there_is_silent() {
        assertThatThrownBy(() -> payService(new Instance("http://127.0.0.1:1", "a")).paidSets())
                .isInstanceOf(PayServiceSilent.class);
        assertThatThrownBy(() -> payService().paidSets()).isInstanceOf(PayServiceSilent.class);
    }
}
