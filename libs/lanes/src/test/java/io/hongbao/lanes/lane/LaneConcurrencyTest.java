package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.testkit.cases.Seeds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Many submitters, a handler that fails by seed: nobody gets another's answer, or none. */
class LaneConcurrencyTest {

    private static final int SUBMITTERS = 8;
    private static final int COMMANDS = 2_000;

    /** Fails now and then, in every way; every 97th command is bad by itself. */
    private static final class Unreliable implements BatchHandler<Integer, String> {

        private final RandomGenerator random;
        private final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger atOnceMax = new AtomicInteger();
        final Set<Integer> effects = ConcurrentHashMap.newKeySet();

        Unreliable(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public List<String> handle(List<Integer> batch) {
            atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                int dice = roll();
                switch (dice) {
                    case 0 -> throw new Deadlock("by seed");
                    case 1 -> throw new Unavailable("by seed");
                    case 2 -> throw new IllegalStateException("by seed");
                    case 3 -> throw new OutcomeUnknown("before the commit, by seed");
                    default -> {}
                }
                if (batch.stream().anyMatch(each -> each % 97 == 0)) {
                    throw new DataFault("bad");
                }
                effects.addAll(batch);
                if (dice == 4) {
                    throw new OutcomeUnknown("after the commit, by seed");
                }
                return batch.stream().map(ManualHandler::answerTo).toList();
            } finally {
                atOnce.decrementAndGet();
            }
        }

        private synchronized int roll() {
            return random.nextInt(40);
        }
    }

    @Test
    void every_command_gets_its_own_true_answer() {
        Seeds.times(
                4,
                random -> {
                    var handler = new Unreliable(random);

                    assertThat(run(handler)).isEmpty();
                    assertThat(handler.atOnceMax).hasValue(1);
                });
    }

    /** All that is wrong with the answers. */
    private static ConcurrentLinkedQueue<String> run(Unreliable handler)
            throws InterruptedException {
        var settings = LaneSettings.of("one", "test").withQueueMax(64).withBatchMax(16);
        var wrong = new ConcurrentLinkedQueue<String>();
        try (var lane =
                Lane.start(settings, handler, InstantSource.system(), new SimpleMeterRegistry())) {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < SUBMITTERS; i++) {
                int first = i * COMMANDS;
                threads.add(
                        Thread.startVirtualThread(() -> {
                            for (int command = first; command < first + COMMANDS; command++) {
                                String answer = AwaitAnswer.of(lane.submit(command, Instant.MAX));
                                if (!isTrue(command, answer, handler)) {
                                    wrong.add(command + ": " + answer);
                                }
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return wrong;
    }

    private static boolean isTrue(int command, String answer, Unreliable handler) {
        boolean effect = handler.effects.contains(command);
        return switch (answer) {
            case "DataFault" -> command % 97 == 0 && !effect;
            case "Unavailable" -> !effect;
            case "OutcomeUnknown", "IllegalStateException" -> true;
            default -> answer.equals(ManualHandler.answerTo(command)) && effect;
        };
    }
}
