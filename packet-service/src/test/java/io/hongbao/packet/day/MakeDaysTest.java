package io.hongbao.packet.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.day.DayPartition;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MakeDaysTest {

    private static final UserId SENDER = new UserId(1001);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());

    @AfterEach
    void close() {
        set.close();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), OrderNumber.ZONE);
    }

    private static DayPartitionSettings settings(int ahead) {
        return new DayPartitionSettings(ahead, Duration.ofHours(1), Duration.ofMinutes(1), SHORT);
    }

    private MakeDays days(int ahead, IntPredicate owned) {
        return new MakeDays(TestSet.ID, set::connect, owned, settings(ahead));
    }

    @Test
    void a_round_makes_today_and_the_days_ahead() throws SQLException {
        MakeDays.Round round = days(2, _ -> true).round();

        assertThat(round).isEqualTo(new MakeDays.Round(2, true));
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            assertThat(Days.partitions(set, table))
                    .endsWith(
                            DayPartition.nameOf(today()),
                            DayPartition.nameOf(today().plusDays(1)),
                            DayPartition.nameOf(today().plusDays(2)))
                    .hasSize(4);
        }
    }

    @Test
    void orders_whose_day_was_not_made_are_moved_by_the_next_round() throws SQLException {
        PacketState packet = set.active(SENDER, TestSet.lucky(100, 2));
        set.open(packet, 1002);
        int table = packet.number().table();
        assertThat(Days.orders(set, table, DayPartition.LATER)).isEqualTo(1);

        days(1, _ -> true).round();

        assertThat(Days.orders(set, table, DayPartition.LATER)).isZero();
        assertThat(Days.orders(set, table, DayPartition.nameOf(packet.number().day())))
                .isEqualTo(1);
        set.open(packet, 1003);
        assertThat(set.stored(packet).opens().shares()).hasSize(2);
        set.checkConservation();
    }

    @Test
    void instances_that_make_the_same_days_at_once_make_them_once() throws Exception {
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<MakeDays.Round>> rounds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                rounds.add(() -> days(1, _ -> true).round());
            }

            List<Future<MakeDays.Round>> done = instances.invokeAll(rounds);

            for (Future<MakeDays.Round> each : done) {
                assertThat(each.get().ahead()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(days(1, _ -> true).round()).isEqualTo(new MakeDays.Round(1, true));
        assertThat(Days.partitions(set, 0)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void tables_of_others_are_made_only_when_their_owner_did_not() throws SQLException {
        MakeDays instance = days(1, table -> table == 3);

        assertThat(instance.round()).isEqualTo(new MakeDays.Round(-1, true));
        assertThat(Days.partitions(set, 3)).hasSize(3);
        assertThat(Days.partitions(set, 4)).isEmpty();

        assertThat(instance.round()).isEqualTo(new MakeDays.Round(1, true));
        assertThat(Days.partitions(set, 4)).hasSize(3);
    }

    @Test
    void a_table_in_use_is_left_for_later_and_holds_up_nobody() throws SQLException {
        try (Connection reader = set.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from send_order_5").close();

            MakeDays.Round round = days(1, table -> table == 5).round();

            assertThat(round.complete()).isFalse();
            assertThat(Days.partitions(set, 5)).isEmpty();
            // Nobody waits for the reader's end.
            TestSet.await(
                    set.submit(
                            TestSet.wrapCommand(SENDER, TestSet.newKey(), TestSet.lucky(100, 2))));
        }
        assertThat(days(1, table -> table == 5).round().complete()).isTrue();
        assertThat(Days.partitions(set, 5)).hasSize(3);
    }

    @Test
    void a_table_that_another_has_locked_is_left_for_later_and_the_rest_is_made()
            throws SQLException {
        try (Connection other = set.connect();
                var statement = other.createStatement()) {
            statement.execute("lock tables send_order_5 write");

            MakeDays.Round round = days(1, table -> table == 5 || table == 6).round();

            assertThat(round.complete()).isFalse();
            assertThat(Days.partitions(set, 6)).hasSize(3);
        }
        assertThat(days(1, table -> table == 5).round().complete()).isTrue();
        assertThat(Days.partitions(set, 5)).hasSize(3);
    }

    @Test
    void lanes_go_on_while_days_are_made() throws Exception {
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<MakeDays.Round> making = background.submit(() -> days(3, _ -> true).round());
            int packets = 0;
            while (!making.isDone() || packets < 20) {
                PacketState packet = set.active(SENDER, TestSet.lucky(100, 1));
                set.open(packet, 1002);
                packets++;
            }
            making.get();
        }
        days(3, _ -> true).round();

        assertThat(days(3, _ -> true).round()).isEqualTo(new MakeDays.Round(3, true));
        set.checkConservation();
    }
}
