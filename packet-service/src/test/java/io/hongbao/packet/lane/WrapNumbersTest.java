package io.hongbao.packet.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.order.OrderNumbers;
import io.hongbao.packet.order.OrderNumbers.Lease;
import io.hongbao.packet.order.SetClock;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WrapNumbersTest {

    private static final UserId LI = new UserId(1001);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final AtomicLong row = new AtomicLong();
    private final Set<Integer> othersNow = new HashSet<>();
    private final WrapNumbers numbers;

    WrapNumbersTest() {
        var setClock = new SetClock(clock);
        var byTable = new HashMap<Integer, OrderNumbers>();
        for (int table = 1; table < OrderNumber.TABLES; table += 2) {
            byTable.put(table, new OrderNumbers(TestSet.ID, table, 10, setClock));
        }
        numbers = new WrapNumbers(byTable, setClock, table -> !othersNow.contains(table));
    }

    @Test
    void packets_of_one_minute_are_in_the_table_of_the_first() {
        assertThat(tables(7, 1, 3)).containsExactly(7, 7, 7);
        clock.advance(Duration.ofMillis(59_999));
        assertThat(tables(5, 1)).containsExactly(7, 7);
    }

    @Test
    void after_a_minute_the_next_packet_says_the_table() {
        assertThat(tables(7)).containsExactly(7);
        clock.advance(Duration.ofMinutes(1));

        assertThat(tables(5, 1)).containsExactly(5, 5);
    }

    @Test
    void a_table_that_becomes_another_instances_gets_no_more() {
        assertThat(tables(7)).containsExactly(7);
        othersNow.add(7);

        assertThat(tables(5, 1)).containsExactly(5, 5);
        assertThat(tables(1)).containsExactly(5);
    }

    @Test
    void no_number_is_given_twice_when_tables_take_turns() {
        List<OrderNumber> taken =
                IntStream.range(0, 100)
                        .mapToObj(i -> {
                            clock.advance(Duration.ofSeconds(30));
                            return take(List.of(1 + 2 * (i % 5)));
                        })
                        .flatMap(List::stream)
                        .toList();

        assertThat(taken).hasSize(100).doesNotHaveDuplicates();
        assertThat(taken).extracting(OrderNumber::table).contains(1, 3, 5, 7, 9);
    }

    @Test
    void each_wrap_of_a_batch_can_be_decided_several_times() {
        numbers.reserve(wraps(List.of(1, 1, 1)), 5, this::lease);

        List<OrderNumber> taken = Stream.generate(numbers::next).limit(15).toList();

        assertThat(taken).doesNotHaveDuplicates();
    }

    private List<Integer> tables(Integer... hashed) {
        return take(List.of(hashed)).stream().map(OrderNumber::table).toList();
    }

    private List<OrderNumber> take(List<Integer> hashed) {
        numbers.reserve(wraps(hashed), 1, this::lease);
        return hashed.stream().map(_ -> numbers.next()).toList();
    }

    private static List<PacketCommand<?>> wraps(List<Integer> hashed) {
        return hashed.stream()
                .<PacketCommand<?>>map(table ->
                        TestSet.wrapCommand(
                                new WrapKey(LI, TestSet.newKey()), TestSet.lucky(100, 2), table))
                .toList();
    }

    private Lease lease(int table, int size) {
        return new Lease(row.getAndAdd(size), clock.instant());
    }
}
