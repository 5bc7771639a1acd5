package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the faults of several SETs, one after the other, come to. */
final class WrapPacketTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final WrapOutcome REUSED = new WrapOutcome.KeyReused();

    private final LaneFault full = new LaneFull("lane", Duration.ofSeconds(1));
    private final LaneFault late = new DeadlinePassed("lane");
    private final LaneFault unknown = new OutcomeUnknown("lost");
    private final LaneFault down = new Unavailable("down");
    private final LaneFault out = new Unavailable("out", Duration.ofSeconds(2));
    private final LaneFault data = new DataFault("too long");

    private final MovableClock clock = new MovableClock(NOON);
    private final List<Duration> waits = new ArrayList<>();
    private final Deque<CompletableFuture<WrapOutcome>> answers = new ArrayDeque<>();
    private final WrapOutcome wrapped =
            new WrapOutcome.Wrapped(Packets.packet(StoredState.UNPAID, PacketKind.LUCKY, false));
    private Map<SetId, Integer> weights = Map.of(new SetId(0), 1, new SetId(1), 1, new SetId(2), 1);
    private Duration eachTakes = Duration.ZERO;
    private final WrapPacket wrapPacket =
            new WrapPacket(
                    new WrapSets() {
                        @Override
                        public Map<SetId, Integer> weights() {
                            return weights;
                        }

                        @Override
                        public Optional<CompletableFuture<WrapOutcome>> submit(
                                SetId set, PacketCommand.Wrap command, Instant deadline) {
                            waits.add(Duration.between(clock.instant(), deadline));
                            clock.advance(eachTakes);
                            return Optional.ofNullable(answers.poll());
                        }

                        @Override
                        public void left(SetId set, LaneFault fault) {}
                    },
                    TestSet.CALLS,
                    clock);

    private WrapOutcome wrap(WrapOutcome answer, LaneFault... faultsBeforeTheAnswer) {
        answers.clear();
        for (LaneFault fault : faultsBeforeTheAnswer) {
            answers.add(CompletableFuture.failedFuture(fault));
        }
        answers.add(CompletableFuture.completedFuture(answer));
        return wrapPacket.wrap(
                new WrapKey(new UserId(1001), new IdempotencyKey("key-1")),
                TestSet.lucky(100, 3),
                new Deadline(Instant.MAX));
    }

    private ProblemException problem(WrapOutcome answer, LaneFault... faults) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> wrap(answer, faults));
        assertThat(problem).isNotNull();
        return problem;
    }

    private ProblemCode refusal(LaneFault... faults) {
        return problem(wrapped, faults).body().code();
    }

    @Test
    void a_set_that_does_not_answer_is_healed_by_the_next_whatever_it_looks_like() {
        var faults =
                List.of(unknown, down, out, full, late, new LaneClosed("lane"), new Deadlock("no"));
        for (LaneFault fault : faults) {
            assertThat(wrap(wrapped, fault)).isEqualTo(wrapped);
            assertThat(wrap(wrapped, fault, fault)).isEqualTo(wrapped);
        }
    }

    @Test
    void data_that_no_set_would_take_is_not_moved_on() {
        assertThat(refusal(data)).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(refusal(down, data)).isEqualTo(ProblemCode.INTERNAL_ERROR);
    }

    @Test
    void where_nothing_had_an_effect_the_last_refusal_is_told() {
        assertThat(refusal(full, full, full)).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(refusal(full, full, late)).isEqualTo(ProblemCode.OVERLOADED);
        ProblemException told = problem(wrapped, full, late, out);
        assertThat(told.body().code()).isEqualTo(ProblemCode.SET_UNAVAILABLE);
        assertThat(told.body().retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void after_doubt_nothing_is_refused() {
        assertThat(refusal(unknown, full, full)).isEqualTo(ProblemCode.SET_UNAVAILABLE);
        assertThat(refusal(full, unknown, full)).isEqualTo(ProblemCode.SET_UNAVAILABLE);
        assertThat(refusal(unknown, data, data)).isEqualTo(ProblemCode.SET_UNAVAILABLE);
    }

    @Test
    void a_reused_key_is_told_only_where_no_earlier_set_may_have_made_the_packet() {
        assertThat(wrap(REUSED, down)).isEqualTo(REUSED);
        assertThat(problem(REUSED, unknown).body().code()).isEqualTo(ProblemCode.SET_UNAVAILABLE);
    }

    @Test
    void a_set_that_is_out_is_not_even_asked() {
        weights = Map.of(new SetId(0), 0, new SetId(1), 100, new SetId(2), 0);

        assertThat(wrap(wrapped)).isEqualTo(wrapped);
        assertThat(waits).hasSize(1);
    }

    @Test
    void where_all_sets_are_out_the_call_may_be_repeated() {
        weights = Map.of(new SetId(0), 0);

        assertThat(refusal()).isEqualTo(ProblemCode.SET_UNAVAILABLE);
        assertThat(waits).isEmpty();
    }

    @Test
    void later_tries_share_what_the_first_leaves() {
        eachTakes = Duration.ofMillis(400);

        refusal(unknown, unknown, unknown);

        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(400), Duration.ofMillis(250), Duration.ofMillis(100));
    }

    @Test
    void a_first_set_that_fails_at_once_leaves_its_time_to_the_others() {
        refusal(down, down, down);

        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(400), Duration.ofMillis(450), Duration.ofMillis(900));
    }

    @Test
    void where_there_is_no_other_set_the_only_one_has_all_the_time() {
        weights = Map.of(new SetId(0), 1);

        wrap(wrapped);

        assertThat(waits).containsExactly(Duration.ofMillis(900));
    }

    @Test
    void a_try_for_which_no_time_is_left_is_not_made() {
        eachTakes = Duration.ofMillis(900);

        assertThat(refusal(unknown, unknown, unknown)).isEqualTo(ProblemCode.SET_UNAVAILABLE);
        assertThat(waits).hasSize(1);
    }
}
