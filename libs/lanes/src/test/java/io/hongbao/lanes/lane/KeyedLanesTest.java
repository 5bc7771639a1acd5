package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyedLanesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(10);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Queue<String> opened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();

    private KeyedLanes<String, Integer, String> lanes(int lanesMax, Duration idleAfter) {
        return new KeyedLanes<>(lanesMax, idleAfter, this::open);
    }

    private Lane<Integer, String> open(String key) {
        opened.add(key);
        BatchHandler<Integer, String> handler =
                new BatchHandler<>() {
                    @Override
                    public List<String> handle(List<Integer> batch) {
                        return batch.stream().map(command -> key + command).toList();
                    }

                    @Override
                    public void whenClosed() {
                        closed.incrementAndGet();
                    }
                };
        return Lane.start(
                LaneSettings.combining(key, "test", 1),
                handler,
                new MovableClock(NOON),
                new SimpleMeterRegistry());
    }

    @Test
    void commands_of_one_key_share_a_lane() {
        try (var lanes = lanes(10, LONG)) {
            assertThat(Answers.of(lanes.submit("a", 1, LATER))).isEqualTo("a1");
            assertThat(Answers.of(lanes.submit("b", 2, LATER))).isEqualTo("b2");
            assertThat(Answers.of(lanes.submit("a", 3, LATER))).isEqualTo("a3");
        }

        assertThat(opened).containsExactly("a", "b");
        assertThat(closed).hasValue(2);
    }

    @Test
    void a_lane_that_nobody_uses_is_closed_and_opened_again() {
        try (var lanes = lanes(10, Duration.ofMillis(20))) {
            var _ = lanes.submit("a", 1, LATER);
            Eventually.isTrue("closed", WAIT_MAX, () -> closed.get() > 0);

            assertThat(Answers.of(lanes.submit("a", 2, LATER))).isEqualTo("a2");
        }

        assertThat(opened).hasSizeGreaterThan(1);
    }

    @Test
    void of_more_lanes_than_allowed_those_that_nobody_uses_are_closed() {
        try (var lanes = lanes(3, LONG)) {
            for (int i = 0; i < 20; i++) {
                var _ = lanes.submit("key-" + i, i, LATER);
            }

            // Looked after when lanes are used.
            Eventually.isTrue(
                    "the rest is closed",
                    WAIT_MAX,
                    () -> {
                        var _ = lanes.submit("key-19", 19, LATER);
                        return opened.size() - closed.get() <= 3;
                    });
        }
    }
}
