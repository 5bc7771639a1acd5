package io.hongbao.packet.expire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.ExpireOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What fails in one table, or for one packet, holds up no other. */
final class ExpireRoundsTest {

    private static final SetId SET = new SetId(0);

    private final FakeSet set = new FakeSet();
    private final ExpireRounds rounds =
            new ExpireRounds(
                    SET,
                    set,
                    new ExpireSettings(
                            Duration.ZERO, 200, Duration.ofSeconds(30), Duration.ofMillis(20)),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry());

    /** Has one packet due in each table, until it is ended. */
    private static final class FakeSet implements ExpireRounds.DuePackets {

        private final Map<Integer, List<OrderNumber>> due = new HashMap<>();
        private final Map<Integer, CompletableFuture<List<OrderNumber>>> badTables =
                new HashMap<>();
        private final Map<OrderNumber, CompletableFuture<ExpireOutcome>> badPackets =
                new HashMap<>();
        private final List<Integer> asked = new ArrayList<>();

        FakeSet() {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                due.put(table, List.of(number(table, 1), number(table, 2)));
            }
        }

        @Override
        public CompletableFuture<List<OrderNumber>> find(int table, Instant deadline) {
            asked.add(table);
            return badTables.getOrDefault(
                    table, CompletableFuture.completedFuture(due.getOrDefault(table, List.of())));
        }

        @Override
        public CompletableFuture<ExpireOutcome> end(OrderNumber number, Instant deadline) {
            return badPackets.getOrDefault(
                    number,
                    CompletableFuture.completedFuture(new ExpireOutcome.Refunded(Money.ZERO)));
        }
    }

    private static OrderNumber number(int table, long sequence) {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, SET, table);
    }

    @Test
    void all_packets_of_all_tables_are_ended_in_one_round() {
        assertThat(rounds.round()).isEqualTo(20);
    }

    @Test
    void a_packet_that_always_fails_holds_up_no_other() {
        set.badPackets.put(
                number(0, 1), CompletableFuture.failedFuture(new IllegalStateException("bug")));

        assertThat(rounds.round()).isEqualTo(19);
    }

    @Test
    void tables_that_fail_or_hang_hold_up_no_other() {
        set.badTables.put(0, CompletableFuture.failedFuture(new Unavailable("full")));
        set.badTables.put(1, new CompletableFuture<>());
        set.badPackets.put(number(2, 1), new CompletableFuture<>());

        assertThat(rounds.round()).isEqualTo(15);
    }

    @Test
    void each_round_begins_at_another_table() {
        rounds.round();
        rounds.round();

        assertThat(set.asked)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
    }
}
