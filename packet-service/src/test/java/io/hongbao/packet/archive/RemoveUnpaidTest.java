package io.hongbao.packet.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of a day long ago in one table, removed two rows at a time. */
class RemoveUnpaidTest {

    private static final int TABLE = 3;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** Of each test's packets that is more than enough. */
    private static final int ROUNDS_MAX = 200;

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());
    private final OldPackets ofDay = new OldPackets(set, DAY);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void makeDays() throws SQLException {
        Days.make(set, TABLE, Stream.of(DAY, DAY.plusDays(1)));
    }

    @AfterEach
    void close() {
        set.checkConservation();
        set.close();
    }

    private static Duration ageOfDay() {
        var today = LocalDate.ofInstant(Instant.now(), OrderNumber.ZONE);
        return Duration.ofDays(ChronoUnit.DAYS.between(DAY, today));
    }

    private RemoveUnpaid removal(Duration after, IntPredicate owned) {
        return new RemoveUnpaid(
                TestSet.ID,
                set::connect,
                owned,
                new RemovalSettings(after, INTERVAL, 2, Duration.ofMillis(1)),
                registry);
    }

    /** Until there is nothing to do. */
    private static void finish(RemoveUnpaid removal) {
        for (int i = 0; i < ROUNDS_MAX; i++) {
            if (removal.round().equals(INTERVAL)) {
                return;
            }
        }
        throw new AssertionError("must come to an end");
    }

    private void remove() {
        finish(removal(Duration.ofDays(30), _ -> true));
    }

    private List<DayResult> stamp() {
        return new ArchiveSet(TestSet.ID, set::connect, LOCK_WAIT_MAX).stamp(DAY.plusDays(1));
    }

    private List<DayResult> archive(boolean reconciled) {
        return new ArchiveSet(TestSet.ID, set::connect, LOCK_WAIT_MAX)
                .run(DAY.plusDays(1), reconciled);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long orders() throws SQLException {
        return number("select count(*) from send_order_3");
    }

    private long keys() throws SQLException {
        return number("select count(*) from wrap_key");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private double removed(String kind) {
        return registry.get("hongbao.removed.rows").tag("kind", kind).counter().count();
    }

    private void plant(int unpaid) throws SQLException {
        for (int i = 0; i < unpaid; i++) {
            ofDay.add(TABLE, StoredState.CLOSED);
        }
    }

    @Test
    void of_a_reconciled_day_what_nobody_paid_goes_with_all_keys_and_the_rest_stays()
            throws SQLException {
        plant(3);
        PacketState finished = ofDay.add(TABLE, StoredState.FINISHED);
        PacketState refunded = ofDay.add(TABLE, StoredState.REFUNDED);
        plant(2);
        PacketState next = new OldPackets(set, DAY.plusDays(1)).add(TABLE, StoredState.CLOSED);
        assertThat(stamp()).containsExactly(new DayResult.Reconciled(TestSet.ID, DAY));

        remove();

        assertThat(orders()).isEqualTo(3);
        assertThat(keys()).isEqualTo(1);
        for (PacketState stays : List.of(finished, refunded, next)) {
            assertThat(set.stored(stays).state()).isEqualTo(stays.state());
        }
        assertThat(removed("unpaid")).isEqualTo(5);
        assertThat(removed("wrap_key")).isEqualTo(7);
    }

    @Test
    void a_day_is_as_it_was_reconciled_after_the_removal_and_can_be_archived() throws SQLException {
        plant(3);
        ofDay.add(TABLE, StoredState.FINISHED);
        stamp();
        remove();

        assertThat(archive(false)).singleElement().isInstanceOf(DayResult.Archived.class);
        assertThat(number("select sum(packets) from archived_day")).isEqualTo(1);
    }

    @Test
    void a_day_that_was_done_is_not_looked_at_again_also_when_it_is_reconciled_again()
            throws SQLException {
        plant(3);
        stamp();
        remove();
        stamp();

        assertThat(removal(Duration.ofDays(30), _ -> true).round()).isEqualTo(INTERVAL);
        assertThat(number("select removed_tables from reconciled_day")).isEqualTo(1023);
    }

    @Test
    void what_a_view_of_a_moment_refers_to_stays_with_its_key() throws SQLException {
        plant(1);
        PacketState view = ofDay.add(TABLE, StoredState.CLOSED);
        execute("update send_order_3 set kind = 'VIEW' where order_no = '" + view.number() + "'");
        stamp();

        remove();

        assertThat(orders()).isEqualTo(1);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void a_day_that_is_not_reconciled_stays() throws SQLException {
        plant(3);

        remove();

        assertThat(orders()).isEqualTo(3);
        assertThat(keys()).isEqualTo(3);
    }

    /** A payment of it may be made after that. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void a_day_that_was_reconciled_before_all_of_it_was_settled_stays(int days)
            throws SQLException {
        plant(1);
        stamp();
        execute("update reconciled_day set at = day + interval " + days + " day");

        remove();

        assertThat(orders()).isEqualTo(days == 2 ? 1 : 0);
    }

    @Test
    void a_packet_that_was_paid_after_all_keeps_its_day() throws SQLException {
        plant(2);
        PacketState late = ofDay.add(TABLE, StoredState.CLOSED);
        stamp();
        Instant paidAt = late.terms().createdAt().minus(Duration.ofDays(30));
        assertThat(set.activate(late, paidAt.plusSeconds(20)))
                .isInstanceOf(ActivateOutcome.Activated.class);
        set.awaitEmptyOutbox();

        remove();

        assertThat(orders()).isEqualTo(3);
        assertThat(keys()).isEqualTo(3);
        assertThat(number("select count(*) from reconciled_day")).isZero();
    }

    @Test
    void a_day_with_a_packet_that_can_be_paid_is_neither_reconciled_nor_touched()
            throws SQLException {
        plant(2);
        ofDay.add(TABLE, StoredState.UNPAID);

        assertThat(stamp()).singleElement().isInstanceOf(DayResult.Refused.class);
        remove();

        assertThat(orders()).isEqualTo(3);
    }

    @Test
    void a_day_stays_exactly_as_many_days_as_it_was_told_to() throws SQLException {
        plant(2);
        stamp();

        finish(removal(ageOfDay(), _ -> true));
        assertThat(orders()).isEqualTo(2);

        finish(removal(ageOfDay().minusDays(1), _ -> true));
        assertThat(orders()).isZero();
    }

    @Test
    void nothing_is_removed_when_it_is_switched_off() throws SQLException {
        plant(2);
        stamp();

        finish(removal(Duration.ZERO, _ -> true));

        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void days_that_may_not_be_settled_are_no_setting() {
        assertThatThrownBy(() -> removal(Duration.ofDays(3), _ -> true))
                .hasMessageContaining("must be 0 or more than 3 days");
    }

    @Test
    void tables_of_others_are_left_to_them() throws SQLException {
        plant(2);
        new OldPackets(set, DAY).add(TABLE + 1, StoredState.CLOSED);
        Days.make(set, TABLE + 1, Stream.of(DAY, DAY.plusDays(1)));
        stamp();

        finish(removal(Duration.ofDays(30), table -> table != TABLE));
        assertThat(orders()).isEqualTo(2);
        assertThat(number("select count(*) from send_order_4")).isZero();

        finish(removal(Duration.ofDays(30), table -> table == TABLE));
        assertThat(orders()).isZero();
    }

    @Test
    void two_who_remove_the_same_remove_it_once_and_the_sums_hold() throws SQLException {
        plant(7);
        ofDay.add(TABLE, StoredState.FINISHED);
        stamp();
        RemoveUnpaid one = removal(Duration.ofDays(30), table -> table == TABLE);
        RemoveUnpaid two = removal(Duration.ofDays(30), table -> table == TABLE);

        for (int i = 0; i < 6; i++) {
            one.round();
            two.round();
        }

        assertThat(orders()).isEqualTo(1);
        assertThat(removed("unpaid")).isEqualTo(7);
        assertThat(number("select packets from reconciled_day")).isEqualTo(1);
    }

    @Test
    void archiving_ends_the_removal_of_a_day_that_is_under_way() throws SQLException {
        plant(4);
        stamp();
        RemoveUnpaid removal = removal(Duration.ofDays(30), table -> table == TABLE);
        removal.round();
        assertThat(orders()).isEqualTo(2);

        assertThat(archive(false)).singleElement().isInstanceOf(DayResult.Archived.class);
        finish(removal);

        assertThat(number("select sum(packets) from archived_day")).isEqualTo(2);
        assertThat(number("select count(*) from send_order_3_20260105")).isEqualTo(2);
    }

    @Test
    void a_key_that_was_removed_makes_a_packet_of_its_own() throws SQLException {
        PacketState old = ofDay.add(TABLE, StoredState.CLOSED);
        stamp();
        remove();
        PacketCommand.Wrap repeat =
                TestSet.wrapCommand(
                        OldPackets.SENDER, old.terms().wrapKey(), TestSet.lucky(100, 2));

        assertThat(TestSet.await(set.submit(repeat))).isInstanceOf(WrapOutcome.Wrapped.class);
        assertThat(set.open(old, 1002)).isInstanceOf(OpenOutcome.NotFound.class);
    }

    /** Of the same tables, and in between two rounds. */
    @Test
    void packets_of_today_are_wrapped_paid_and_opened_while_rows_go() throws SQLException {
        plant(8);
        stamp();
        RemoveUnpaid removal = removal(Duration.ofDays(30), table -> table == TABLE);
        var opened = new ArrayList<OpenOutcome>();

        Thread rounds = Thread.ofVirtual().start(() -> finish(removal));
        for (int i = 0; i < 20; i++) {
            PacketState packet = set.active(new UserId(2000 + i), TestSet.lucky(100, 2));
            opened.add(set.open(packet, 1002));
        }
        join(rounds);

        assertThat(opened).hasOnlyElementsOfType(OpenOutcome.Opened.class);
        assertThat(number("select count(*) from send_order_3 where order_no < '20260106'"))
                .isZero();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The lane of a packet remembers it: the compare at its write finds that it is gone. */
    @Test
    void a_payment_of_what_was_removed_finds_no_packet() throws SQLException {
        PacketState old = ofDay.add(TABLE, StoredState.CLOSED);
        set.stored(old);
        stamp();
        remove();

        assertThat(set.activate(old, old.terms().createdAt()))
                .isInstanceOf(ActivateOutcome.NotFound.class);
    }
}
