package io.hongbao.pay.parked;

import static io.hongbao.pay.TestPayService.newUserOfSecondShard;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.PaymentsToPark;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ParkedPaymentsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final SetId DEAD = new SetId(7);
    private static final SetId OTHER = new SetId(8);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestPayService service;
    private long sequence;

    @BeforeEach
    void start() {
        service = TestPayService.start();
    }

    @AfterEach
    void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    private OrderNumber paid(UserId payer, SetId set) {
        OrderNumber packet = OrderNumber.of(LocalDate.of(2026, 11, 21), ++sequence, set, 3);
        service.packets.isUnavailable(packet);
        Answer answer = service.pay(service.payTicket(payer, packet, 1_00, "wrap-" + packet));
        assertThat(answer.status()).isEqualTo(200);
        return packet;
    }

    private OrderNumber paid(SetId set) {
        return paid(service.userWith(10_00), set);
    }

    private OutboxEvent published(OrderNumber packet) {
        return events(packet).getFirst();
    }

    private List<OutboxEvent> events(OrderNumber packet) {
        return service.events.of(packet.value());
    }

    private Answer park(OrderNumber... packets) {
        awaitPublished(1, packets);
        return park(
                Arrays.stream(packets).map(packet -> published(packet).signed()).toList(),
                Operation.PARK_PAYMENTS);
    }

    private void awaitPublished(int times, OrderNumber... packets) {
        for (OrderNumber packet : packets) {
            Eventually.passes("published", LIMIT, () -> assertThat(events(packet)).hasSize(times));
        }
    }

    private Answer park(List<SignedEvent> events, Operation operation) {
        String body = JSON.writeValueAsString(new PaymentsToPark(events));
        String digest =
                RequestDigest.of(
                        "POST", PaymentsToPark.PATH, null, body.getBytes(StandardCharsets.UTF_8));
        var tickets =
                new Tickets(
                        ServiceName.PACKET_SERVICE, service.bean(KeySettings.class).ticketRings());
        var ticket = Ticket.of(operation, null, null, digest, service.clock.instant());
        return service.call(
                "POST", PaymentsToPark.PATH, tickets.sign(Hop.PACKET_PAY, ticket), Map.of(), body);
    }

    private JsonNode actuator(@Nullable String body) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + service.managementPort()
                                                + "/actuator/parked"))
                        .header("Content-Type", "application/json");
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (var client = HttpClient.newHttpClient()) {
            return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException noAnswer) {
            throw new AssertionError(noAnswer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int replay(SetId set) {
        return actuator("{\"set\":\"" + set + "\"}").path("told").asInt(-1);
    }

    /** How many of the SET are parked, in all shards. */
    private int parked(SetId set) {
        int sum = 0;
        for (JsonNode line : actuator(null).path("parked")) {
            sum +=
                    line.path("set").asString().equals(set.toString())
                            ? line.path("payments").asInt()
                            : 0;
        }
        return sum;
    }

    /** Of the SET, in the shard that has it; NaN when none tells. */
    private double metric(String name) {
        Gauge gauge =
                service.bean(MeterRegistry.class).find(name).tag("set", DEAD.toString()).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void what_is_parked_is_shown_by_set_until_it_is_told_again_by_the_same_event() {
        OrderNumber one = paid(DEAD);
        awaitPublished(1, one);
        OrderNumber two = paid(service.with(newUserOfSecondShard(), 10_00), DEAD);
        OrderNumber other = paid(OTHER);
        OutboxEvent first = published(one);

        Answer answer = park(one, two, other);

        assertThat(answer.body().path("orderNumbers")).hasSize(3);
        assertThat(parked(DEAD)).isEqualTo(2);
        assertThat(parked(OTHER)).isEqualTo(1);

        assertThat(replay(DEAD)).isEqualTo(2);

        awaitPublished(2, one, two);
        assertThat(events(one)).containsExactly(first, first);
        assertThat(parked(DEAD)).isZero();
        assertThat(parked(OTHER)).isEqualTo(1);
        assertThat(events(other)).hasSize(1);
    }

    @Test
    void parking_twice_is_parking_once_and_replaying_twice_tells_once() {
        OrderNumber packet = paid(DEAD);

        park(packet);
        park(packet);

        assertThat(parked(DEAD)).isEqualTo(1);
        assertThat(replay(DEAD)).isEqualTo(1);
        assertThat(replay(DEAD)).isZero();
        awaitPublished(2, packet);
    }

    @Test
    void what_is_not_taken_after_a_replay_is_parked_again() {
        OrderNumber packet = paid(DEAD);
        park(packet);
        replay(DEAD);
        awaitPublished(2, packet);

        park(List.of(published(packet).signed()), Operation.PARK_PAYMENTS);

        assertThat(parked(DEAD)).isEqualTo(1);
    }

    @Test
    void a_replay_leaves_what_is_parked_after_it_began() {
        OrderNumber packet = paid(DEAD);
        park(packet);
        service.clock.moveTo(TestPayService.NOON.minusMillis(1));

        assertThat(replay(DEAD)).isZero();

        assertThat(parked(DEAD)).isEqualTo(1);
    }

    @Test
    void more_than_a_page_is_told_in_the_order_in_which_it_was_parked() {
        UserId payer = service.userWith(500_00);
        OrderNumber[] packets =
                IntStream.range(0, 230)
                        .mapToObj(_ -> paid(payer, DEAD))
                        .toArray(OrderNumber[]::new);
        park(packets);

        assertThat(replay(DEAD)).isEqualTo(packets.length);

        awaitPublished(2, packets);
        assertThat(service.events.all())
                .map(OutboxEvent::key)
                .endsWith(Arrays.stream(packets).map(OrderNumber::value).toArray(String[]::new));
    }

    @Test
    void only_what_this_service_signed_is_parked_and_only_for_the_packet_service() {
        OrderNumber packet = paid(DEAD);
        awaitPublished(1, packet);
        SignedEvent real = published(packet).signed();
        var forged =
                new SignedEvent(real.type(), real.groups(), real.json() + " ", real.signature());

        assertThat(park(List.of(real, forged), Operation.PARK_PAYMENTS).status()).isEqualTo(401);
        assertThat(park(List.of(real), Operation.LIST_PAID_SETS).status()).isEqualTo(401);
        assertThat(park(List.of(), Operation.PARK_PAYMENTS).status()).isEqualTo(400);
        assertThat(parked(DEAD)).isZero();
    }

    @Test
    void a_set_that_takes_its_oldest_payment_gets_all_of_them_by_itself() {
        service.close();
        service =
                TestPayService.start(
                        TestWallets.create(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.pay.parked.interval=50ms");
        service.waitUntilReady();
        OrderNumber oldest = paid(DEAD);
        park(oldest);
        service.clock.advance(Duration.ofSeconds(30));
        OrderNumber second = paid(DEAD);
        park(second);
        Eventually.passes(
                "asked again",
                LIMIT,
                () -> assertThat(service.packets.told(oldest)).isGreaterThan(2));
        Eventually.passes(
                "shown", LIMIT, () -> assertThat(metric("hongbao.parked.payments")).isEqualTo(2));
        assertThat(metric("hongbao.parked.payments.age")).isEqualTo(30);
        assertThat(service.packets.told(second)).isEqualTo(1);

        service.packets.isBack(oldest);

        awaitPublished(2, oldest, second);
        Eventually.passes("gone", LIMIT, () -> assertThat(parked(DEAD)).isZero());
        Eventually.passes(
                "not shown", LIMIT, () -> assertThat(metric("hongbao.parked.payments")).isNaN());
    }
}
