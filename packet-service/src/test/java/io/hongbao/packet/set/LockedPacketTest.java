package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.packet.store.PacketReads;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.serving.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody holds the row of a packet for longer than the SET's lanes wait. */
class LockedPacketTest {

    private static final UserId SENDER = new UserId(1001);

    /** Out after two failures of four. */
    private static final BreakerSettings STRICT =
            new BreakerSettings(
                    4,
                    2,
                    50,
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    List.of(100),
                    Duration.ofSeconds(1));

    private final TestSet set =
            TestSet.on(SharedMariaDb.newDatabase(), Duration.ofSeconds(6), STRICT);

    @AfterEach
    void conserve() {
        set.checkConservation();
        set.close();
    }

    private PacketState activeInOneLane() {
        var wrap =
                TestSet.wrapCommand(
                        new WrapKey(SENDER, TestSet.newKey()), TestSet.lucky(100, 9), 0);
        PacketState packet = ((WrapOutcome.Wrapped) TestSet.await(set.submit(wrap))).packet();
        set.activate(packet, TestSet.now());
        return packet;
    }

    private Connection hold(PacketState packet) throws SQLException {
        Connection other = set.connect();
        other.setAutoCommit(false);
        assertThat(PacketReads.lock(other, List.of(packet.number()))).hasSize(1);
        return other;
    }

    private CompletableFuture<OpenOutcome> submitOpen(PacketState packet, long user) {
        return set.submit(new PacketCommand.Open(packet.number(), new UserId(user)));
    }

    @Test
    void a_locked_packet_is_refused_alone_and_the_set_stays_in_service() throws SQLException {
        PacketState locked = activeInOneLane();
        PacketState free = activeInOneLane();
        try (var _ = hold(locked)) {
            for (int round = 0; round < 4; round++) {
                CompletableFuture<OpenOutcome> refused = submitOpen(locked, 1);
                var neighbours = new ArrayList<CompletableFuture<OpenOutcome>>();
                for (int user = 1; user <= 2; user++) {
                    neighbours.add(submitOpen(free, round * 2L + user));
                }

                assertThat(catchThrowable(() -> TestSet.await(refused)))
                        .isInstanceOf(RowLocked.class);
                assertThat(neighbours)
                        .allSatisfy(answer ->
                                assertThat(TestSet.await(answer))
                                        .isInstanceOf(OpenOutcome.Opened.class));
            }
            assertThat(set.handle().breaker().inService()).isTrue();
        }

        assertThat(set.open(locked, 1)).isInstanceOf(OpenOutcome.Opened.class);
    }

    @Test
    void who_meets_a_locked_packet_is_told_when_to_come_again() throws SQLException {
        PacketState locked = activeInOneLane();
        try (var _ = hold(locked)) {
            var fault = (LaneFault) catchThrowable(() -> set.open(locked, 1));

            ProblemException problem = LaneAnswers.problem(fault);

            assertThat(problem.body().code()).isEqualTo(ProblemCode.SET_UNAVAILABLE);
            assertThat(problem.body().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
    }
}
