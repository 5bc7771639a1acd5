package io.hongbao.lanes.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneSurvivalTest {

    private enum Misbehaviour {
        ERROR {
            @Override
            List<String> answers() {
                throw new AssertionError("broken");
            }
        },
        OUT_OF_MEMORY {
            @Override
            List<String> answers() {
                throw new OutOfMemoryError("as if");
            }
        },
        STACK_OVERFLOW {
            @Override
            List<String> answers() {
                throw new StackOverflowError("as if");
            }
        },
        CHECKED_EXCEPTION {
            @Override
            List<String> answers() {
                throw LaneSurvivalTest.unchecked(
                        new IOException("sneaked"), RuntimeException.class);
            }
        },
        NO_LIST {
            @Override
            @SuppressWarnings("NullAway") // the broken promise under test
            List<String> answers() {
                return null;
            }
        },
        INTERRUPT_LEFT_BEHIND {
            @Override
            List<String> answers() {
                Thread.currentThread().interrupt();
                return List.of();
            }
        };

        abstract List<String> answers();
    }

    @SuppressWarnings("unchecked") // throws a checked exception where none is declared
    private static <E extends Exception> E unchecked(Exception exception, Class<E> type) throws E {
        if (type.isInstance(exception)) {
            return type.cast(exception);
        }
        throw (E) exception;
    }

    @ParameterizedTest
    @EnumSource
    void a_lane_goes_on_after(Misbehaviour misbehaviour) {
        var seen = new ArrayList<Boolean>();
        var settings = LaneSettings.of("one", "test");
        BatchHandler<Integer, String> handler =
                batch -> {
                    seen.add(Thread.currentThread().isInterrupted());
                    return batch.contains(0)
                            ? misbehaviour.answers()
                            : batch.stream().map(ManualHandler::answerTo).toList();
                };
        try (var lane =
                Lane.start(settings, handler, InstantSource.system(), new SimpleMeterRegistry())) {

            String first = AwaitAnswer.of(lane.submit(0, Instant.MAX));
            String second = AwaitAnswer.of(lane.submit(1, Instant.MAX));

            assertThat(first).matches(".*(Error|Exception)");
            assertThat(second).isEqualTo("answer to 1");
            assertThat(seen).isEqualTo(List.of(false, false));
        }
    }
}
