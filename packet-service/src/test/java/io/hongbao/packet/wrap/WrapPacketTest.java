package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapKey;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.CallSettings;
import io.hongbao.packet.set.TestSet;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the faults of several SETs, one after the other, come to. */
final class WrapPacketTest {

    private final LaneFault full = new LaneFull("lane", Duration.ofSeconds(1));
    private final LaneFault unknown = new OutcomeUnknown("lost");
    private final LaneFault down = new Unavailable("down");
    private static final WrapOutcome ANSWER = new WrapOutcome.KeyReused();

    private final Deque<CompletableFuture<WrapOutcome>> answers = new ArrayDeque<>();
    private final WrapPacket wrapPacket =
            new WrapPacket(
                    () -> Map.of(new SetId(0), 1, new SetId(1), 1, new SetId(2), 1),
                    this::submit,
                    new CallSettings(Duration.ofSeconds(20), Duration.ofSeconds(20), 3),
                    Clock.systemUTC());

    private Optional<CompletableFuture<WrapOutcome>> submit(
            SetId set, PacketCommand.Wrap command, Instant deadline) {
        return Optional.ofNullable(answers.poll());
    }

    private WrapOutcome wrap(LaneFault... faultsBeforeTheAnswer) {
        for (LaneFault fault : faultsBeforeTheAnswer) {
            answers.add(CompletableFuture.failedFuture(fault));
        }
        answers.add(CompletableFuture.completedFuture(ANSWER));
        return wrapPacket.wrap(
                new WrapKey(new UserId(1001), new IdempotencyKey("key-1")), TestSet.lucky(100, 3));
    }

    private ProblemCode refusal(LaneFault... faults) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> wrap(faults));
        assertThat(problem).isNotNull();
        return problem.body().code();
    }

    @Test
    void a_set_that_fails_is_healed_by_the_next() {
        for (LaneFault fault : List.of(unknown, down)) {
            answers.clear();

            assertThat(wrap(fault)).isEqualTo(ANSWER);
        }
    }

    @Test
    void a_first_set_that_is_full_is_not_moved_on() {
        assertThat(refusal(full)).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
    }

    @Test
    void a_later_set_that_is_full_is_passed_over() {
        assertThat(wrap(unknown, full)).isEqualTo(ANSWER);
    }

    @Test
    void after_doubt_nothing_is_refused() {
        assertThat(refusal(unknown, full, full)).isEqualTo(ProblemCode.SET_UNAVAILABLE);
    }
}
