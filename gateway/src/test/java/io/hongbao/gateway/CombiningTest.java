package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Many users at once: what crosses to the services, and what comes back to whom. */
final class CombiningTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path directory;

    @SuppressWarnings("NullAway.Init") // every test begins with start()
    private RunningGateway gateway;

    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        gateway.close();
    }

    private void start(String... settings) {
        gateway = new RunningGateway(directory, settings);
    }

    /** The user's id is the amount, so a swapped answer would show. */
    private static OpenAnswers.Answer own(Ticket ticket) {
        return OpenAnswers.Answer.opened(Objects.requireNonNull(ticket.user()).value(), 0, null);
    }

    /** Answered only when the test says so. */
    private OpenAnswers.Answer held(Ticket ticket) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return own(ticket);
    }

    private double waiting() {
        return gateway.bean(MeterRegistry.class).find("hongbao.lane.queue.depth").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void many_opens_at_once_become_few_calls_and_everybody_gets_his_own_answer() throws Exception {
        start("hongbao.calls.combine.calls-in-flight=1");
        OrderNumber packet = gateway.newPacket();
        FakeService owner = gateway.ownerOf(packet);
        owner.opens = this::held;
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningGateway.Got>> answers = new ArrayList<>();
            answers.add(users.submit(() -> gateway.open(packet, 1).send()));
            Eventually.isTrue("the first is on its way", LIMIT, () -> owner.received().size() == 1);
            for (long user = 2; user <= 200; user++) {
                var call = gateway.open(packet, user);
                answers.add(users.submit(call::send));
            }
            Eventually.isTrue("all others wait in the lane", LIMIT, () -> waiting() == 199);
            released.countDown();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().json().get("amountFen").longValue())
                        .isEqualTo(i + 1);
            }
        }
        assertThat(owner.received()).hasSize(2);
        assertThat(gateway.otherOf(packet).received()).isEmpty();
    }

    private static int items(FakeService.Received call) {
        return JSON.readValue(call.body(), CombinedCalls.class).items().size();
    }

    @Test
    void a_batch_is_no_larger_than_allowed() throws Exception {
        start("hongbao.calls.combine.calls-in-flight=1", "hongbao.calls.combine.items-max=16");
        OrderNumber packet = gateway.newPacket();
        FakeService owner = gateway.ownerOf(packet);
        owner.opens = this::held;
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = users.submit(() -> gateway.open(packet, 1).send());
            Eventually.isTrue("the first is on its way", LIMIT, () -> owner.received().size() == 1);
            var answers =
                    LongStream.rangeClosed(2, 101)
                            .mapToObj(user -> gateway.open(packet, user))
                            .map(call -> users.submit(call::send))
                            .toList();
            Eventually.isTrue("all others wait in the lane", LIMIT, () -> waiting() == 100);
            released.countDown();

            assertThat(first.get().status()).isEqualTo(200);
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        assertThat(owner.received().stream().map(CombiningTest::items))
                .containsExactly(1, 16, 16, 16, 16, 16, 16, 4);
    }

    @Test
    void a_hung_set_does_not_hold_the_answers_of_another() throws Exception {
        start("hongbao.calls.combine.calls-in-flight=1");
        OrderNumber hung = gateway.newPacket(1, 0);
        OrderNumber well = packetOfSameOwner(hung);
        gateway.ownerOf(hung).opens =
                ticket -> hung.equals(ticket.packet()) ? held(ticket) : own(ticket);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = users.submit(() -> gateway.open(hung, 1).send());
            Eventually.isTrue(
                    "the hung call is there",
                    LIMIT,
                    () -> gateway.ownerOf(hung).received().size() == 1);

            assertThat(gateway.open(well, 2).send().status()).isEqualTo(200);

            released.countDown();
            assertThat(held.get().status()).isEqualTo(200);
        }
    }

    private OrderNumber packetOfSameOwner(OrderNumber packet) {
        var instances = gateway.packetServices.stream().map(FakeService::instance).toList();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            OrderNumber other = gateway.newPacket(0, table);
            if (gateway.ownerOf(other) == gateway.ownerOf(packet)) {
                return other;
            }
        }
        throw new IllegalStateException(
                "one instance owns all tables: " + Owners.ranked("000/0", "a", instances));
    }

    @Test
    void who_finds_the_lane_full_is_refused_at_once() throws Exception {
        start("hongbao.calls.combine.calls-in-flight=1", "hongbao.calls.combine.queue-max=2");
        OrderNumber packet = gateway.newPacket();
        gateway.ownerOf(packet).opens = this::held;
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = users.submit(() -> gateway.open(packet, 1).send());
            Eventually.isTrue(
                    "one is on its way",
                    LIMIT,
                    () -> gateway.ownerOf(packet).received().size() == 1);
            var second = users.submit(() -> gateway.open(packet, 2).send());
            var third = users.submit(() -> gateway.open(packet, 3).send());
            Eventually.isTrue("two wait", LIMIT, () -> waiting() == 2);

            var refused = gateway.open(packet, 4).send();

            assertThat(refused.problem()).isEqualTo("429 too_many_requests");
            released.countDown();
            for (var answer : List.of(held, second, third)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void an_instance_is_told_to_answer_before_we_stop_waiting() {
        start("hongbao.gateway.calls.combined-attempt=70s");
        OrderNumber packet = gateway.newPacket();

        gateway.open(packet, 1).send();

        var call = gateway.ownerOf(packet).received().getFirst();
        var item = JSON.readValue(call.body(), CombinedCalls.class).items().getFirst();
        assertThat(item.timeLeftMs()).isBetween(1, 69_800);
    }

    /** The repeat has a tenth of a second left, and is not waited for as long as an attempt. */
    @Test
    void a_wait_is_over_when_the_budget_is_whatever_is_under_way() {
        start(
                "hongbao.gateway.calls.combined-attempt=1500ms",
                "hongbao.gateway.calls.combined-budget=1600ms");
        OrderNumber packet = gateway.newPacket();
        gateway.packetServices.forEach(service -> service.opens = this::held);

        var late = gateway.open(packet, 1).send();

        assertThat(late.problem()).isEqualTo("503 overloaded");
    }
}
