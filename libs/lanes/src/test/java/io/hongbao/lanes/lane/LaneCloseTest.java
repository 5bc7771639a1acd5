package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LaneCloseTest {

    private static final LaneSettings SETTINGS =
            LaneSettings.of("one", "test").withDrainMax(Duration.ofMinutes(1));

    private final ManualHandler handler = new ManualHandler();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Lane<Integer, String> start(LaneSettings settings) {
        return Lane.start(settings, handler, InstantSource.system(), registry);
    }

    @Test
    void closing_drains_what_waits_and_refuses_what_comes() throws InterruptedException {
        var lane = start(SETTINGS);
        var first = lane.submit(1, Instant.MAX);
        handler.startedBatch();
        var second = lane.submit(2, Instant.MAX);
        Thread closing = Thread.startVirtualThread(lane::close);
        Eventually.isTrue("closed", Duration.ofMinutes(1), () -> isRefused(lane));

        handler.answer();
        handler.answer();
        closing.join();

        assertThat(AwaitAnswer.of(first)).isEqualTo("answer to 1");
        assertThat(AwaitAnswer.of(second)).isEqualTo("answer to 2");
        assertThat(AwaitAnswer.of(lane.submit(3, Instant.MAX))).isEqualTo("LaneClosed");
        assertThat(handler.closedCalls).hasValue(1);
        assertThat(registry.find("hongbao.lane.queue.depth").gauge()).isNull();
    }

    private static boolean isRefused(Lane<Integer, String> lane) {
        var probe = lane.submit(99, Instant.MIN);
        return probe.isCompletedExceptionally() && AwaitAnswer.of(probe).equals("LaneClosed");
    }

    @Test
    void a_handler_that_hangs_leaves_no_command_without_an_answer() {
        var lane = start(SETTINGS.withDrainMax(Duration.ofMillis(1)));
        var inFlight = lane.submit(1, Instant.MAX);
        handler.startedBatch();
        var waiting = lane.submit(2, Instant.MAX);

        lane.close();

        assertThat(inFlight).isCompletedExceptionally();
        assertThat(AwaitAnswer.of(inFlight)).isEqualTo("OutcomeUnknown");
        assertThat(AwaitAnswer.of(waiting)).isEqualTo("LaneClosed");
        assertThat(handler.hasStartedAnother()).isFalse();
    }

    @Test
    void closing_twice_is_closing_once() {
        var lane = start(SETTINGS);

        lane.close();
        lane.close();

        assertThat(handler.closedCalls).hasValue(1);
    }

    /** Closing somewhere in the middle of many submitters; drained in time, or given up at once. */
    @RepeatedTest(30)
    void under_load_every_command_gets_an_answer() throws InterruptedException {
        for (Duration drainMax : List.of(Duration.ofMinutes(1), Duration.ofNanos(1))) {
            closeUnderLoad(drainMax);
        }
    }

    private static void closeUnderLoad(Duration drainMax) throws InterruptedException {
        var settings =
                LaneSettings.of("one", "test")
                        .withDrainMax(drainMax)
                        .withQueueMax(50)
                        .withBatchMax(7);
        var handled = new AtomicInteger();
        var lane =
                Lane.<Integer, String>start(
                        settings,
                        batch -> {
                            handled.addAndGet(batch.size());
                            LockSupport.parkNanos(1_000);
                            return batch.stream().map(ManualHandler::answerTo).toList();
                        },
                        InstantSource.system(),
                        new SimpleMeterRegistry());
        var answers = new ConcurrentLinkedQueue<CompletableFuture<String>>();
        var busy = new CountDownLatch(1);
        var submitters = new ArrayList<Thread>();
        for (int thread = 0; thread < 4; thread++) {
            submitters.add(
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; i < 500; i++) {
                            answers.add(lane.submit(i, Instant.MAX));
                            busy.countDown();
                        }
                    }));
        }
        busy.await();
        lane.close();
        for (Thread submitter : submitters) {
            submitter.join();
        }

        List<String> all = answers.stream().map(AwaitAnswer::of).toList();

        assertThat(all).hasSize(2_000);
        long good = all.stream().filter(each -> each.startsWith("answer")).count();
        assertThat(good).isLessThanOrEqualTo(handled.get());
        if (drainMax.toSeconds() > 0) {
            assertThat(good).isEqualTo(handled.get());
        }
    }
}
