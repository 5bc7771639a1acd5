package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.testkit.cases.EveryCase;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every order of submitting, finishing a batch and passing deadlines, against a naive model. */
class LaneInterleavingsTest {

    private enum Step {
        SUBMIT,
        FINISH,
        PASS_DEADLINES
    }

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final int STEPS = 7;
    private static final int QUEUE_MAX = 2;
    private static final int BATCH_MAX = 2;
    private static final Duration TO_LIVE = Duration.ofSeconds(1);

    /** What a lane should do, in the simplest words. */
    private static final class Model {

        private record Queued(int command, Instant deadline) {}

        private final int queueMax;
        private final ArrayDeque<Queued> queue = new ArrayDeque<>();
        private List<Integer> inFlight = List.of();
        private Instant now = NOON;
        final TreeMap<Integer, String> answers = new TreeMap<>();

        Model(int queueMax) {
            this.queueMax = queueMax;
        }

        void submit(int command) {
            if (queue.size() == queueMax) {
                answers.put(command, "LaneFull");
            } else {
                queue.add(new Queued(command, now.plus(TO_LIVE)));
            }
        }

        void finish() {
            inFlight.forEach(each -> answers.put(each, ManualHandler.answerTo(each)));
            inFlight = List.of();
        }

        /** The batch that starts now, if any. */
        List<Integer> startNext() {
            if (!inFlight.isEmpty()) {
                return List.of();
            }
            var batch = new ArrayList<Integer>();
            for (int taken = 0; !queue.isEmpty() && taken < BATCH_MAX; taken++) {
                Queued next = queue.remove();
                if (now.isBefore(next.deadline())) {
                    batch.add(next.command());
                } else {
                    answers.put(next.command(), "DeadlinePassed");
                }
                if (taken == BATCH_MAX - 1 && batch.isEmpty()) {
                    taken = -1;
                }
            }
            inFlight = batch;
            return batch;
        }
    }

    @Test
    void every_order_of_steps_gives_the_answers_of_the_model() {
        var kinds = List.of(Step.values());
        var every = new EveryCase();
        while (every.next()) {
            List<Step> steps = Stream.generate(() -> every.choose(kinds)).limit(STEPS).toList();

            assertThat(run(steps, QUEUE_MAX)).as("steps %s", steps).isEqualTo("as the model");
        }
    }

    @Test
    void canary_a_model_with_another_limit_is_noticed() {
        var fillTheQueue = List.of(Step.SUBMIT, Step.SUBMIT, Step.SUBMIT, Step.SUBMIT);

        assertThat(run(fillTheQueue, QUEUE_MAX)).isEqualTo("as the model");
        assertThatThrownBy(() -> assertThat(run(fillTheQueue, 1)).isEqualTo("as the model"))
                .isInstanceOf(AssertionError.class);
    }

    private static String run(List<Step> steps, int modelQueueMax) {
        var settings =
                LaneSettings.of("one", "test").withQueueMax(QUEUE_MAX).withBatchMax(BATCH_MAX);
        var handler = new ManualHandler();
        var clock = new MovableClock(NOON);
        var model = new Model(modelQueueMax);
        var answers = new ArrayList<CompletableFuture<String>>();
        try (var lane = Lane.start(settings, handler, clock, new SimpleMeterRegistry())) {
            for (Step step : steps) {
                switch (step) {
                    case SUBMIT -> {
                        int command = answers.size();
                        model.submit(command);
                        answers.add(lane.submit(command, clock.instant().plus(TO_LIVE)));
                    }
                    case FINISH -> finish(model, handler);
                    case PASS_DEADLINES -> {
                        clock.advance(TO_LIVE);
                        model.now = clock.instant();
                    }
                }
                startNext(model, handler);
                awaitTheModelsAnswers(model, answers);
            }
            while (!model.inFlight.isEmpty()) {
                finish(model, handler);
                startNext(model, handler);
            }
            var actual = new TreeMap<Integer, String>();
            for (int command = 0; command < answers.size(); command++) {
                actual.put(command, AwaitAnswer.of(answers.get(command)));
            }
            return actual.equals(model.answers)
                    ? "as the model"
                    : "lane " + actual + ", model " + model.answers;
        }
    }

    /** Then the worker is as far as the model. Refusals are there at once. */
    private static void awaitTheModelsAnswers(
            Model model, List<CompletableFuture<String>> answers) {
        model.answers.forEach((command, answer) -> {
            CompletableFuture<String> actual = answers.get(command);
            if (answer.equals("LaneFull")) {
                assertThat(actual).isDone();
            }
            AwaitAnswer.of(actual);
        });
    }

    private static void finish(Model model, ManualHandler handler) {
        if (!model.inFlight.isEmpty()) {
            model.finish();
            handler.answer();
        }
    }

    private static void startNext(Model model, ManualHandler handler) {
        List<Integer> batch = model.startNext();
        if (!batch.isEmpty()) {
            assertThat(handler.startedBatch()).isEqualTo(batch);
        }
    }
}
