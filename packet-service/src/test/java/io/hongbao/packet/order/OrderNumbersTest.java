package io.hongbao.packet.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.order.OrderNumbers.Lease;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OrderNumbersTest {

    private static final SetId SET = new SetId(7);
    private static final int TABLE = 3;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final AtomicLong row = new AtomicLong();
    private final List<Integer> leases = new ArrayList<>();

    @Test
    void a_number_names_day_sequence_set_and_table() {
        row.set(123_456_789);

        assertThat(take(numbers(10))).hasToString("2026112101234567890073");
    }

    @Test
    void numbers_come_from_one_lease_until_it_is_used_up() {
        OrderNumbers numbers = numbers(3);

        List<OrderNumber> taken =
                List.of(take(numbers), take(numbers), take(numbers), take(numbers));

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(leases).containsExactly(3, 3);
    }

    @Test
    void a_batch_larger_than_a_range_gets_a_range_of_its_size() {
        OrderNumbers numbers = numbers(3);

        numbers.reserve(5, this::lease);

        for (int i = 0; i < 5; i++) {
            assertThat(numbers.next().sequence()).isEqualTo(i);
        }
        assertThatThrownBy(numbers::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_batch_larger_than_what_is_left_of_a_range_gets_a_new_range() {
        OrderNumbers numbers = numbers(3);
        OrderNumber before = take(numbers);

        numbers.reserve(3, this::lease);

        assertThat(before.sequence()).isEqualTo(0);
        assertThat(List.of(numbers.next(), numbers.next(), numbers.next()))
                .extracting(OrderNumber::sequence)
                .containsExactly(3L, 4L, 5L);
    }

    @Test
    void a_restart_loses_the_rest_of_its_range_and_repeats_nothing() {
        OrderNumber before = take(numbers(10));

        OrderNumber after = take(numbers(10));

        assertThat(before.sequence()).isEqualTo(0);
        assertThat(after.sequence()).isEqualTo(10);
    }

    @Test
    void a_new_day_in_shanghai_takes_a_new_range() {
        OrderNumbers numbers = numbers(10);
        clock.moveTo(Instant.parse("2026-11-21T15:59:59.999Z"));
        OrderNumber today = take(numbers);

        clock.advance(Duration.ofMillis(1));
        OrderNumber tomorrow = take(numbers);

        assertThat(today).hasToString("2026112100000000000073");
        assertThat(tomorrow).hasToString("2026112200000000100073");
    }

    @Test
    void the_day_is_the_sets_and_not_ours() {
        clock.moveTo(Instant.parse("2026-11-21T15:59:00Z"));
        var numbers = new OrderNumbers(SET, TABLE, 10, new SetClock(clock));

        numbers.reserve(1, (_, _) -> new Lease(0, clock.instant().plusSeconds(120)));

        assertThat(numbers.next().day()).isEqualTo("2026-11-22");
        numbers.reserve(
                1,
                (_, _) -> {
                    throw new AssertionError("the range is good for the SET's day");
                });
    }

    @Test
    void the_sequence_goes_round_after_ten_digits() {
        row.set(OrderNumber.SEQUENCE_MODULUS - 1);
        OrderNumbers numbers = numbers(2);

        assertThat(take(numbers).sequence()).isEqualTo(9_999_999_999L);
        assertThat(take(numbers).sequence()).isZero();
    }

    @Test
    void instances_that_lease_at_once_never_share_a_number() throws Exception {
        var taken = new ConcurrentLinkedQueue<OrderNumber>();
        var threads = new ArrayList<Thread>();
        for (int instance = 0; instance < 8; instance++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                OrderNumbers numbers =
                                        new OrderNumbers(SET, TABLE, 7, new SetClock(clock));
                                for (int i = 0; i < 500; i++) {
                                    numbers.reserve(
                                            1,
                                            (_, size) ->
                                                    new Lease(
                                                            row.getAndAdd(size), clock.instant()));
                                    taken.add(numbers.next());
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(taken).hasSize(4_000).doesNotHaveDuplicates();
    }

    private OrderNumbers numbers(int rangeSize) {
        return new OrderNumbers(SET, TABLE, rangeSize, new SetClock(clock));
    }

    private OrderNumber take(OrderNumbers numbers) {
        numbers.reserve(1, this::lease);
        return numbers.next();
    }

    private Lease lease(int table, int size) {
        assertThat(table).isEqualTo(TABLE);
        leases.add(size);
        return new Lease(row.getAndAdd(size), clock.instant());
    }
}
