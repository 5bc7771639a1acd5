package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxSweeperTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration AGE = Duration.ofSeconds(30);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MovableClock clock = new MovableClock(NOON);
    private final OutboxTable table = new OutboxTable(registry);
    private final FakePublisher broker = new FakePublisher(Map.of("packets", 2));
    private OutboxSweeper sweeper = sweeper(_ -> true, 1_000);

    OutboxSweeperTest() throws SQLException {}

    private OutboxSweeper sweeper(IntPredicate owned, int batchesMax) {
        var settings = new SweepSettings("one", 10, Duration.ofMillis(1), AGE, 3, batchesMax);
        return new OutboxSweeper(
                settings, owned, table.connection("sweeper"), broker, clock, registry);
    }

    @AfterEach
    void close() {
        sweeper.close();
    }

    private static OutboxEvent event(int partition) {
        return new OutboxEvent(
                "packets", partition, "", "ShareOpenedV1", "balance-credits", "{}", "signed");
    }

    private long write(int tableNo, int partition) {
        return table.write(tableNo, List.of(event(partition)), clock.instant());
    }

    private double pending() {
        return registry.get("hongbao.outbox.pending").tag("where", "table").gauge().value();
    }

    @Test
    void what_is_old_enough_is_published_batch_after_batch() throws SQLException {
        for (int i = 0; i < 10; i++) {
            write(i, 0);
        }
        clock.advance(AGE.plusMillis(1));
        long young = write(0, 0);

        int published = sweeper.sweep();

        assertThat(published).isEqualTo(10);
        assertThat(table.ids()).containsExactly(young);
        assertThat(broker.arrived()).hasSize(10);
        assertThat(pending()).isEqualTo(1);
    }

    /** Else each row would be published twice: by the relay, and by a sweep in the same moment. */
    @Test
    void a_row_is_left_to_the_relay_until_it_is_older_than_the_age() throws SQLException {
        long row = write(0, 0);

        assertThat(sweeper.sweep()).isZero();
        clock.advance(AGE);
        assertThat(sweeper.sweep()).isZero();
        assertThat(table.ids()).containsExactly(row);
        clock.advance(Duration.ofMillis(1));
        assertThat(sweeper.sweep()).isEqualTo(1);
    }

    /** A run that throws is the schedule's last, unless it is caught. */
    @Test
    void a_run_that_fails_by_a_bug_is_not_the_last() {
        var bugs = new AtomicInteger(3);
        sweeper.close();
        sweeper =
                sweeper(
                        _ -> {
                            if (bugs.getAndDecrement() > 0) {
                                throw new AssertionError("a bug");
                            }
                            return true;
                        },
                        1_000);
        write(0, 0);
        clock.advance(AGE.plusMillis(1));

        sweeper.start();

        Eventually.isTrue("table empty", Duration.ofMinutes(1), () -> table.ids().isEmpty());
    }

    @Test
    void only_tables_owned_now_are_swept() throws SQLException {
        var owned = new boolean[10];
        sweeper.close();
        sweeper = sweeper(number -> owned[number], 1_000);
        long three = write(3, 0);
        long four = write(4, 0);
        clock.advance(AGE.plusMillis(1));

        assertThat(sweeper.sweep()).isZero();
        owned[3] = true;
        assertThat(sweeper.sweep()).isEqualTo(1);
        assertThat(table.ids()).containsExactly(four).doesNotContain(three);
        owned[4] = true;
        assertThat(sweeper.sweep()).isEqualTo(1);
    }

    /** Ids are given before the commit: a row may appear below others that were swept already. */
    @Test
    void a_row_that_appears_late_with_a_low_id_is_found() throws SQLException {
        table.execute("alter table outbox auto_increment = 100");
        write(0, 0);
        clock.advance(AGE.plusMillis(1));
        sweeper.sweep();

        table.execute(
                """
                insert into outbox (id, table_no, created_at, events)
                select 50, 0, '2026-11-21 04:00:00',
                    concat_ws(char(9), 'packets', '0', '', 'ShareOpenedV1', 'balance-credits', 'signed',
                        '{}\\n')
                """);

        assertThat(sweeper.sweep()).isEqualTo(1);
    }

    @Test
    void a_run_is_bounded_and_the_next_goes_on() {
        sweeper.close();
        sweeper = sweeper(_ -> true, 2);
        for (int i = 0; i < 8; i++) {
            write(0, 0);
        }
        clock.advance(AGE.plusMillis(1));

        assertThat(sweeper.sweep()).isEqualTo(6);
        assertThat(sweeper.sweep()).isEqualTo(2);
    }

    @Test
    void a_broker_that_is_down_ends_the_run_and_loses_nothing() {
        for (int i = 0; i < 8; i++) {
            write(0, 0);
        }
        clock.advance(AGE.plusMillis(1));
        broker.goDown();

        assertThat(sweeper.sweep()).isZero();
        assertThat(pending()).isEqualTo(8);
        broker.comeBack();
        assertThat(sweeper.sweep() + sweeper.sweep()).isEqualTo(8);
    }

    @Test
    void rows_that_can_never_be_published_hold_up_no_others() throws SQLException {
        long poison = write(0, 99);
        table.execute(
                "insert into outbox (table_no, created_at, events)"
                        + " values (0, '2026-11-21 04:00:00', 'no row')");
        long good = write(0, 0);
        long last = write(0, 1);
        clock.advance(AGE.plusMillis(1));

        assertThat(sweeper.sweep()).isEqualTo(2);

        assertThat(table.ids()).contains(poison).doesNotContain(good, last).hasSize(2);
    }

    /** More than a batch of them: the broker looks as if it were down. */
    @Test
    void not_even_many_of_them_do() throws SQLException {
        for (int i = 0; i < 7; i++) {
            write(0, 99);
        }
        long good = write(0, 0);
        clock.advance(AGE.plusMillis(1));

        for (int run = 0; run < 3; run++) {
            sweeper.sweep();
        }

        assertThat(table.ids()).doesNotContain(good).hasSize(7);
        write(0, 0);
        clock.advance(AGE.plusMillis(1));
        for (int run = 0; run < 3; run++) {
            sweeper.sweep();
        }
        assertThat(table.ids()).hasSize(7);
    }

    @Test
    void once_started_it_sweeps_by_itself() {
        sweeper.start();
        write(0, 0);

        clock.advance(AGE.plusMillis(1));

        Eventually.isTrue("table empty", Duration.ofMinutes(1), () -> table.ids().isEmpty());
    }
}
