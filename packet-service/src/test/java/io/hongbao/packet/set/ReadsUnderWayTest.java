package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.decide.Packets;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ReadsUnderWayTest {

    private static final int CALLS = 100;
    private static final PacketState ACTIVE = packet(StoredState.ACTIVE);
    private static final PacketState UNPAID = packet(StoredState.UNPAID);
    private static final OrderNumber NUMBER = ACTIVE.number();

    private final ReadsUnderWay reads = new ReadsUnderWay();

    /** What was asked of the database, and waits for its answer. */
    private final LinkedBlockingQueue<CompletableFuture<Optional<PacketState>>> asked =
            new LinkedBlockingQueue<>();

    private static PacketState packet(StoredState state) {
        return Packets.packet(state, PacketKind.LUCKY, false);
    }

    private CompletableFuture<Optional<PacketState>> look() {
        return reads.read(
                NUMBER,
                packet -> packet.state() == StoredState.ACTIVE,
                () -> {
                    var answer = new CompletableFuture<Optional<PacketState>>();
                    asked.add(answer);
                    return answer;
                });
    }

    @Test
    void a_hundred_who_look_at_once_make_one_read() throws Exception {
        var together = new CountDownLatch(1);
        var looked = new CountDownLatch(CALLS);
        List<Future<Optional<PacketState>>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                calls.add(
                        threads.submit(() -> {
                            together.await();
                            var answer = look();
                            looked.countDown();
                            return answer.get();
                        }));
            }
            together.countDown();
            looked.await();
            assertThat(asked).hasSize(1);

            asked.remove().complete(Optional.of(ACTIVE));

            for (var call : calls) {
                assertThat(call.get()).contains(ACTIVE);
            }
        }
        assertThat(asked).isEmpty();
        var _ = look();
        assertThat(asked).hasSize(1);
    }

    /** It may have been read before a payment that its asker knows of. */
    @Test
    void what_cannot_be_shown_is_read_again_for_who_came_later() throws Exception {
        var first = look();
        var second = look();
        asked.remove().complete(Optional.of(UNPAID));

        assertThat(first.get()).contains(UNPAID);
        assertThat(second).isNotDone();

        asked.remove().complete(Optional.of(ACTIVE));

        assertThat(second.get()).contains(ACTIVE);
    }

    @Test
    void who_gives_up_gives_up_for_nobody_else() throws Exception {
        var first = look();
        var second = look();

        first.cancel(false);

        assertThat(second).isNotDone();
        assertThat(asked.remove()).isCancelled();
        asked.remove().complete(Optional.of(ACTIVE));
        assertThat(second.get()).contains(ACTIVE);
    }

    @Test
    void a_fault_is_told_to_all_who_wait_for_it() {
        var first = look();
        var second = look();

        asked.remove().completeExceptionally(new IllegalStateException("out"));

        assertThatThrownBy(first::get).hasRootCauseMessage("out");
        assertThatThrownBy(second::get).hasRootCauseMessage("out");
        assertThat(asked).isEmpty();
    }
}
