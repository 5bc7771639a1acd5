package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.testkit.cases.EveryCase;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of failure does to the commands of a batch; without threads, hence in full. */
class HandleBatchTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    /** What one call of the handler comes to. */
    private enum Call {
        OK,
        DATA,
        DEADLOCK,
        UNKNOWN,
        UNAVAILABLE,
        BUG,
        WRONG_SIZE
    }

    /** The calls that were made, and whose batches they had. */
    private static final class Script implements BatchHandler<Integer, String> {

        private final List<Call> calls;
        final List<List<Integer>> batches = new ArrayList<>();

        Script(List<Call> calls) {
            this.calls = calls;
        }

        @Override
        public List<String> handle(List<Integer> batch) {
            Call call = callAt(batches.size());
            batches.add(List.copyOf(batch));
            return switch (call) {
                case OK -> batch.stream().map(ManualHandler::answerTo).toList();
                case DATA -> throw new DataFault("bad");
                case DEADLOCK -> throw new Deadlock("deadlock");
                case UNKNOWN -> throw new OutcomeUnknown("lost");
                case UNAVAILABLE -> throw new Unavailable("down");
                case BUG -> throw new AssertionError("bug");
                case WRONG_SIZE -> List.of();
            };
        }

        Call callAt(int index) {
            return index < calls.size() ? calls.get(index) : Call.OK;
        }
    }

    private static List<CompletableFuture<String>> handle(
            BatchHandler<Integer, String> handler, int size) {
        var settings = LaneSettings.of("one", "test");
        var metrics =
                new LaneMetrics(
                        settings.name(), settings.kind(), () -> 0, new SimpleMeterRegistry());
        var handleBatch = new HandleBatch<>("one", handler, new MovableClock(NOON), metrics);
        List<QueuedCommand<Integer, String>> batch =
                IntStream.range(0, size)
                        .mapToObj(i ->
                                new QueuedCommand<>(
                                        i, NOON.plusSeconds(1), 0, new CompletableFuture<String>()))
                        .toList();
        handleBatch.handle(batch);
        return batch.stream().map(QueuedCommand::answer).toList();
    }

    private static List<String> answers(List<CompletableFuture<String>> futures) {
        assertThat(futures).allMatch(CompletableFuture::isDone);
        return futures.stream().map(AwaitAnswer::of).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    first call  | second call | answer                | calls
                    OK          | OK          | answer to 0           | 1
                    DEADLOCK    | OK          | answer to 0           | 2
                    DEADLOCK    | DEADLOCK    | Unavailable           | 2
                    DEADLOCK    | UNKNOWN     | answer to 0           | 3
                    UNKNOWN     | OK          | answer to 0           | 2
                    UNKNOWN     | UNKNOWN     | OutcomeUnknown        | 2
                    UNKNOWN     | UNAVAILABLE | OutcomeUnknown        | 2
                    UNKNOWN     | DATA        | OutcomeUnknown        | 2
                    UNAVAILABLE | OK          | Unavailable           | 1
                    DATA        | OK          | DataFault             | 1
                    BUG         | OK          | AssertionError        | 1
                    WRONG_SIZE  | OK          | IllegalStateException | 1
                    """)
    void each_failure_has_its_answer(Call first, Call second, String answer, int calls) {
        var script = new Script(List.of(first, second));

        List<String> answers = answers(handle(script, 1));

        assertThat(answers).containsExactly(answer);
        assertThat(script.batches).hasSize(calls);
    }

    /** All 126 combinations of good and bad commands in batches of one to six, for each failure. */
    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"DATA", "BUG", "WRONG_SIZE"})
    void splitting_finds_exactly_the_bad_commands_whichever_they_are(Call failure) {
        var every = new EveryCase();
        while (every.next()) {
            int size = every.choose(1, 6);
            int bad = every.choose(0, (1 << size) - 1);

            findsExactly(failure, size, bad, bad);
        }
    }

    @Test
    void canary_a_good_command_that_fails_is_noticed() {
        assertThatThrownBy(() -> findsExactly(Call.BUG, 3, 0b011, 0b001))
                .isInstanceOf(AssertionError.class);
    }

    private static void findsExactly(Call failure, int size, int bad, int expectedBad) {
        var handled = new ArrayList<Integer>();
        var calls = new ArrayList<Integer>();

        List<String> answers =
                answers(
                        handle(
                                batch -> {
                                    calls.add(batch.size());
                                    if (batch.stream().anyMatch(i -> (bad >> i & 1) == 1)) {
                                        return new Script(List.of(failure)).handle(batch);
                                    }
                                    handled.addAll(batch);
                                    return batch.stream().map(ManualHandler::answerTo).toList();
                                },
                                size));

        for (int i = 0; i < size; i++) {
            assertThat(answers.get(i).equals(ManualHandler.answerTo(i)))
                    .as("size %d bad %s answers %s", size, bad, answers)
                    .isEqualTo((expectedBad >> i & 1) == 0);
        }
        assertThat(handled).doesNotHaveDuplicates().hasSize(size - Integer.bitCount(bad));
        assertThat(calls.size()).isLessThanOrEqualTo(2 * size - 1);
    }

    @Test
    void two_commands_that_only_clash_with_each_other_both_succeed() {
        var every = new EveryCase();
        while (every.next()) {
            int one = every.choose(0, 4);
            var clash = List.of(one, every.choose(one + 1, 5));

            List<CompletableFuture<String>> futures =
                    handle(
                            batch -> {
                                if (batch.containsAll(clash)) {
                                    throw new DataFault("clash");
                                }
                                return batch.stream().map(ManualHandler::answerTo).toList();
                            },
                            6);

            assertThat(answers(futures)).allMatch(answer -> answer.startsWith("answer"));
        }
    }

    /** 7 kinds of call, five times, for batches of one to three. */
    @Test
    void whatever_the_handler_does_every_command_gets_a_true_answer() {
        var kinds = List.of(Call.values());
        var every = new EveryCase();
        while (every.next()) {
            int size = every.choose(1, 3);
            List<Call> calls = Stream.generate(() -> every.choose(kinds)).limit(5).toList();
            var script = new Script(calls);

            List<CompletableFuture<String>> futures = handle(script, size);

            checkTrue(script, futures);
        }
    }

    private static void checkTrue(Script script, List<CompletableFuture<String>> futures) {
        var answered = new HashSet<Integer>();
        var doubtful = new HashSet<Integer>();
        for (int i = 0; i < script.batches.size(); i++) {
            List<Integer> batch = script.batches.get(i);
            assertThat(batch).as("handled again").noneMatch(answered::contains);
            switch (script.callAt(i)) {
                case OK -> answered.addAll(batch);
                case UNKNOWN -> doubtful.addAll(batch);
                case BUG, WRONG_SIZE -> {
                    // It may have come after the commit.
                    doubtful.addAll(batch);
                }
                case DATA, DEADLOCK, UNAVAILABLE -> {}
            }
        }
        assertThat(script.batches.size()).isLessThanOrEqualTo(5 + 2 * futures.size());
        for (int command = 0; command < futures.size(); command++) {
            CompletableFuture<String> future = futures.get(command);
            assertThat(future.isDone()).isTrue();
            assertThat(!future.isCompletedExceptionally())
                    .as("%s %s", script.calls, script.batches)
                    .isEqualTo(answered.contains(command));
            if (future.isCompletedExceptionally()
                    && future.exceptionNow() instanceof LaneFault fault) {
                assertThat(fault.hasNoEffect())
                        .as("%s: %s", script.calls, fault)
                        .isEqualTo(!doubtful.contains(command));
            }
        }
    }
}
