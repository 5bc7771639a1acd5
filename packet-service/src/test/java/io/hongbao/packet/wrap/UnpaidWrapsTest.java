package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UnpaidWrapsTest {

    private static final int MAX = 3;
    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Instant PAY_BY =
            Packets.packet(OrderNumber.of(DAY, 0, new SetId(0), 0)).terms().payBy();

    private final MovableClock clock = new MovableClock(PAY_BY.minusSeconds(60));
    private final Map<OrderNumber, PacketState> stored = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean down;

    private final UnpaidWraps unpaidWraps =
            new UnpaidWraps(
                    new WrapSettings(
                            20_000,
                            500,
                            2_000_000,
                            64,
                            Duration.ofHours(24),
                            Duration.ofMinutes(15),
                            MAX),
                    this::look,
                    TestSet.CALLS,
                    clock,
                    new SimpleMeterRegistry());

    private CompletableFuture<Optional<PacketState>> look(OrderNumber number, Instant deadline) {
        looks.incrementAndGet();
        return down
                ? CompletableFuture.failedFuture(new Unavailable("down"))
                : CompletableFuture.completedFuture(Optional.ofNullable(stored.get(number)));
    }

    private WrapOutcome wrap(UserId sender, String key) {
        return unpaidWraps.wrap(new WrapKey(sender, new IdempotencyKey(key)), this::make);
    }

    private WrapOutcome make() {
        PacketState packet =
                Packets.packet(OrderNumber.of(DAY, made.getAndIncrement(), new SetId(0), 0));
        stored.put(packet.number(), packet);
        return new WrapOutcome.Wrapped(packet);
    }

    private void assertRefused(String key) {
        int before = made.get();
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> wrap(LI, key));

        assertThat(refusal).isNotNull();
        assertThat(refusal.body().code()).isEqualTo(ProblemCode.TOO_MANY_UNPAID);
        assertThat(made).hasValue(before);
    }

    private void fill() {
        for (int i = 0; i < MAX; i++) {
            wrap(LI, "key-" + i);
        }
    }

    @Test
    void who_has_as_many_unpaid_packets_as_may_be_makes_no_more_but_others_do() {
        fill();

        assertRefused("more");
        wrap(WANG, "key-0");
        assertThat(made).hasValue(MAX + 1);
    }

    @Test
    void below_the_limit_nothing_is_read() {
        fill();

        assertThat(looks).hasValue(0);
    }

    @Test
    void a_repeat_is_not_refused_at_the_limit() {
        fill();

        assertThat(
                        unpaidWraps.wrap(
                                new WrapKey(LI, new IdempotencyKey("key-1")),
                                WrapOutcome.KeyReused::new))
                .isEqualTo(new WrapOutcome.KeyReused());
        assertRefused("more");
    }

    @Test
    void a_paid_packet_makes_room_at_once() {
        fill();
        stored.computeIfPresent(
                stored.keySet().iterator().next(),
                (_, packet) -> packet.activated(clock.instant()));

        wrap(LI, "more");
        assertRefused("too-many");
    }

    @Test
    void time_that_is_over_makes_room() {
        fill();
        clock.advance(Duration.ofSeconds(60));

        wrap(LI, "more");
        assertThat(looks).hasValue(0);
    }

    @Test
    void a_wrap_that_fails_keeps_no_place() {
        for (int i = 0; i < 2 * MAX; i++) {
            var key = new WrapKey(LI, new IdempotencyKey("failed-" + i));
            assertThatThrownBy(() ->
                            unpaidWraps.wrap(
                                    key,
                                    () -> {
                                        throw new Unavailable("down");
                                    }))
                    .isInstanceOf(Unavailable.class);
        }

        fill();
        assertThat(made).hasValue(MAX);
    }

    @Test
    void who_goes_on_at_the_limit_costs_a_look_a_second() {
        fill();
        for (int i = 0; i < 10; i++) {
            assertRefused("more-" + i);
        }
        assertThat(looks).hasValue(MAX);

        clock.advance(Duration.ofSeconds(1));
        assertRefused("later");
        assertThat(looks).hasValue(2 * MAX);
    }

    @Test
    void a_packet_whose_set_does_not_answer_counts_as_unpaid() {
        fill();
        stored.replaceAll((_, packet) -> packet.activated(clock.instant()));
        down = true;

        assertRefused("more");
    }

    @Test
    void many_at_once_make_as_many_as_may_be() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String key = "at-once-" + i;
                var _ = threads.submit(() -> wrap(LI, key));
            }
        }

        assertThat(made).hasValue(MAX);
    }
}
