package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(10);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    private static final LaneSettings SETTINGS =
            LaneSettings.of("one", "test").withDrainMax(WAIT_MAX);

    private final ManualHandler handler = new ManualHandler();
    private final MovableClock clock = new MovableClock(NOON);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<Lane<Integer, String>> lanes = new ArrayList<>();

    private Lane<Integer, String> start(LaneSettings settings) {
        var lane = Lane.start(settings, handler, clock, registry);
        lanes.add(lane);
        return lane;
    }

    @AfterEach
    void close() {
        lanes.forEach(Lane::close);
    }

    @Test
    void a_lone_command_is_handled_at_once() {
        var lane = start(SETTINGS);

        var answer = lane.submit(1, LATER);

        assertThat(handler.startedBatch()).containsExactly(1);
        handler.answer();
        assertThat(AwaitAnswer.of(answer)).isEqualTo("answer to 1");
    }

    @Test
    void everything_that_waits_is_the_next_batch_in_its_order() {
        var lane = start(SETTINGS);
        var first = lane.submit(1, LATER);
        handler.startedBatch();

        var others = IntStream.rangeClosed(2, 9).mapToObj(i -> lane.submit(i, LATER)).toList();
        handler.answer();

        assertThat(handler.startedBatch()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        handler.answer();
        assertThat(AwaitAnswer.of(first)).isEqualTo("answer to 1");
        assertThat(others.stream().map(AwaitAnswer::of)).startsWith("answer to 2").hasSize(8);
    }

    @Test
    void a_full_queue_refuses_at_once_and_says_when_to_come_back() {
        var lane = start(SETTINGS.withQueueMax(1));
        var _ = lane.submit(1, LATER);
        handler.startedBatch();
        var _ = lane.submit(2, LATER);

        CompletableFuture<String> refused = lane.submit(3, LATER);

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LaneFull.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(registry.get("hongbao.lane.refused").tag("reason", "full").counter().count())
                .isEqualTo(1);
        handler.answer();
        handler.answer();
    }

    @Test
    void a_command_that_nobody_waits_for_is_not_handled() {
        var lane = start(SETTINGS);
        var _ = lane.submit(1, LATER);
        handler.startedBatch();
        var cancelled = lane.submit(2, LATER);
        var _ = lane.submit(3, LATER);

        cancelled.cancel(false);
        handler.answer();

        assertThat(handler.startedBatch()).containsExactly(3);
        handler.answer();
    }

    @Test
    void a_command_that_nobody_waits_for_takes_no_place_in_a_full_queue() {
        var lane = start(SETTINGS.withQueueMax(3));
        var _ = lane.submit(1, LATER);
        handler.startedBatch();
        var _ = lane.submit(2, LATER);
        var cancelled = lane.submit(3, LATER);
        var _ = lane.submit(4, LATER);

        cancelled.cancel(false);
        var _ = lane.submit(5, LATER);
        CompletableFuture<String> refused = lane.submit(6, LATER);

        assertThat(refused).isCompletedExceptionally();
        handler.answer();
        assertThat(handler.startedBatch()).containsExactly(2, 4, 5);
        handler.answer();
    }

    @Test
    void what_waits_can_be_refused_at_once_and_the_lane_goes_on() {
        var lane = start(SETTINGS);
        var inFlight = lane.submit(1, LATER);
        handler.startedBatch();
        var waiting = List.of(lane.submit(2, LATER), lane.submit(3, LATER));

        lane.refuseWaiting(new Unavailable("away", Duration.ofSeconds(1)));
        var later = lane.submit(4, LATER);

        assertThat(waiting).allSatisfy(refused -> assertThat(refused).isCompletedExceptionally());
        handler.answer();
        assertThat(AwaitAnswer.of(inFlight)).isEqualTo("answer to 1");
        assertThat(handler.startedBatch()).containsExactly(4);
        handler.answer();
        assertThat(AwaitAnswer.of(later)).isEqualTo("answer to 4");
    }

    @Test
    void a_handler_is_told_once_when_its_lane_is_idle() {
        var lane = start(SETTINGS.withIdleAfter(Duration.ofMillis(1)));

        for (int round = 1; round <= 3; round++) {
            var answer = lane.submit(round, LATER);
            handler.startedBatch();
            handler.answer();
            AwaitAnswer.of(answer);
            int calls = round;
            Eventually.isTrue("told", WAIT_MAX, () -> handler.idleCalls.get() == calls);
        }

        assertThat(handler.idleCalls).hasValue(3);
    }

    @Test
    void an_unknown_outcome_is_repeated_only_within_the_deadline() {
        var lane = start(SETTINGS);
        var overdue = lane.submit(1, LATER);
        assertThat(handler.startedBatch()).containsExactly(1);

        clock.advance(Duration.ofSeconds(11));
        handler.fail(new OutcomeUnknown("lost"));

        assertThat(AwaitAnswer.of(overdue)).isEqualTo("OutcomeUnknown");
        assertThat(handler.hasStartedAnother()).isFalse();
    }

    @Test
    void metrics_tell_depth_batch_size_wait_and_handling() {
        var lane = start(SETTINGS);
        var _ = lane.submit(1, LATER);
        handler.startedBatch();
        var second = lane.submit(2, LATER);
        var third = lane.submit(3, LATER);

        assertThat(registry.get("hongbao.lane.queue.depth").tag("lane", "one").gauge().value())
                .isEqualTo(2);
        handler.answer();
        handler.answer();
        AwaitAnswer.of(second);
        AwaitAnswer.of(third);

        assertThat(registry.get("hongbao.lane.batch.size").summary().totalAmount()).isEqualTo(3);
        assertThat(registry.get("hongbao.lane.batch.size").summary().count()).isEqualTo(2);
        assertThat(registry.get("hongbao.lane.wait").timer().count()).isEqualTo(3);
        assertThat(registry.get("hongbao.lane.handling").timer().count()).isEqualTo(2);
    }
}
