package io.hongbao.packet.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.archive.DaySums.Subtotal;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.day.OrderTable;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveSetTest {

    private static final int TABLE = 3;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate BEFORE = DAY.plusDays(1);
    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(500);

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());
    private final OldPackets ofDay = new OldPackets(set, DAY);

    @BeforeEach
    void makeDays() throws SQLException {
        Days.make(set, TABLE, Stream.of(DAY, DAY.plusDays(1)));
    }

    @AfterEach
    void close() {
        set.close();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), OrderNumber.ZONE);
    }

    private List<DayResult> archive() {
        return archive(BEFORE, true);
    }

    private List<DayResult> archive(LocalDate before, boolean reconciled) {
        return new ArchiveSet(TestSet.ID, set::connect, LOCK_WAIT_MAX).run(before, reconciled);
    }

    private static String reasons(List<DayResult> results) {
        assertThat(results).singleElement().isInstanceOf(DayResult.Refused.class);
        return String.join("; ", ((DayResult.Refused) results.getFirst()).reasons());
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String archive(String table) {
        return table + "_" + DAY.toString().replace("-", "");
    }

    @Test
    void a_day_becomes_tables_of_its_own() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        ofDay.add(TABLE, StoredState.REFUNDED);
        ofDay.add(TABLE, StoredState.CLOSED);
        PacketState next = new OldPackets(set, DAY.plusDays(1)).add(TABLE, StoredState.FINISHED);

        List<DayResult> results = archive();

        var sums = new DaySums(3, new Subtotal(2, 200), new Subtotal(2, 100), new Subtotal(1, 100));
        assertThat(results).containsExactly(new DayResult.Archived(TestSet.ID, DAY, sums));
        assertThat(number("select count(*) from " + archive("send_order_3"))).isEqualTo(3);
        assertThat(number("select count(*) from " + archive("receive_order_3"))).isEqualTo(2);
        assertThat(number("select count(*) from send_order_3")).isEqualTo(1);
        assertThat(number("select count(*) from receive_order_3")).isEqualTo(2);
        assertThat(
                        number(
                                """
                                select count(*)
                                from archived_day
                                where table_no = 3 and packets = 3 and paid_fen = 200
                                    and opened_fen = 100 and refunded_fen = 100
                                    and detached_at is not null
                                """))
                .isEqualTo(1);
        assertThat(set.stored(next).state()).isEqualTo(StoredState.FINISHED);
        set.checkConservation();
    }

    @Test
    void a_repeat_finds_nothing_to_do() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        archive();

        assertThat(archive()).isEmpty();
        assertThat(number("select count(*) from " + archive("send_order_3"))).isEqualTo(1);
    }

    @Test
    void archived_packets_are_not_there_for_anybody() throws SQLException {
        PacketState packet = ofDay.add(TABLE, StoredState.FINISHED);

        archive();

        assertThat(set.open(packet, 1002)).isInstanceOf(OpenOutcome.NotFound.class);
        assertThat(TestSet.await(set.handle().lanes().read(packet.number(), deadline()))).isEmpty();
    }

    private static Instant deadline() {
        return Instant.now().plusSeconds(20);
    }

    @Test
    void an_idempotency_key_is_forgotten_with_its_packet() throws SQLException {
        PacketState old = ofDay.add(TABLE, StoredState.FINISHED);
        PacketCommand.Wrap repeat =
                TestSet.wrapCommand(
                        OldPackets.SENDER, old.terms().wrapKey(), TestSet.lucky(100, 2));

        archive();

        assertThat(TestSet.await(set.submit(repeat))).isInstanceOf(WrapOutcome.Wrapped.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNPAID", "ACTIVE"})
    void a_day_with_an_open_packet_stays(StoredState open) throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        PacketState packet = ofDay.add(TABLE, open);

        assertThat(reasons(archive())).contains("1 packets that are unpaid, active or due");
        assertThat(set.stored(packet).state()).isEqualTo(open);
    }

    @Test
    void a_day_whose_events_may_not_be_published_stays() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        execute(
                """
                insert into outbox (table_no, created_at, events)
                select 3, ended_at, 'x' from send_order_3
                """);

        assertThat(reasons(archive())).contains("1 rows of the outbox");
    }

    @Test
    void later_events_keep_no_day() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        execute(
                """
                insert into outbox (table_no, created_at, events)
                values (3, utc_timestamp(3), 'x')
                """);

        assertThat(archive()).singleElement().isInstanceOf(DayResult.Archived.class);
    }

    @Test
    void orders_whose_day_was_not_made_are_named() throws SQLException {
        new OldPackets(set, DAY).add(TABLE + 1, StoredState.FINISHED);

        ofDay.add(TABLE, StoredState.FINISHED);

        assertThat(reasons(archive())).contains("not made yet in [send_order_4, receive_order_4]");
    }

    @Test
    void days_to_come_are_refused() {
        assertThat(reasons(archive(today().plusDays(1), true))).contains("must not be after today");
    }

    /** Each is a place where a run may have died; the next goes on from there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void a_run_that_died_is_finished_by_the_next(int steps) throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        ofDay.add(TABLE, StoredState.REFUNDED);
        var sums = new DaySums(2, new Subtotal(2, 200), new Subtotal(2, 100), new Subtotal(1, 100));
        dieAfter(steps, sums);

        List<DayResult> results = archive();

        assertThat(results).containsExactly(new DayResult.Archived(TestSet.ID, DAY, sums));
        assertThat(number("select count(*) from " + archive("send_order_3"))).isEqualTo(2);
        assertThat(number("select count(*) from " + archive("receive_order_3"))).isEqualTo(2);
        assertThat(number("select count(*) from send_order_3")).isZero();
        assertThat(number("select count(*) from archived_day where detached_at is null")).isZero();
        set.checkConservation();
    }

    private void dieAfter(int steps, DaySums sums) throws SQLException {
        try (Connection connection = set.connect()) {
            var send = dayOf(connection, 0);
            var receive = dayOf(connection, 1);
            List<Step> all =
                    List.of(
                            () -> execute("create table " + send.archive() + " like send_order_3"),
                            send::makeArchive,
                            receive::makeArchive,
                            () -> new ArchivedDays(connection).begin(DAY, TABLE, sums),
                            send::detach,
                            receive::detach,
                            send::drop);
            for (Step step : all.subList(0, steps)) {
                step.run();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private static DayOfTable dayOf(Connection connection, int side) {
        return new DayOfTable(connection, OrderTable.pair(TABLE).get(side), DAY, LOCK_WAIT_MAX);
    }

    @Test
    void a_day_in_use_is_left_and_finished_later() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        try (Connection reader = set.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from send_order_3").close();

            assertThat(reasons(archive())).contains("in use by somebody else");
        }

        assertThat(archive()).singleElement().isInstanceOf(DayResult.Archived.class);
    }

    @Test
    void a_packet_that_changed_after_archiving_began_keeps_its_day() throws SQLException {
        PacketState packet = ofDay.add(TABLE, StoredState.CLOSED);
        try (Connection connection = set.connect()) {
            new ArchivedDays(connection)
                    .begin(
                            DAY,
                            TABLE,
                            new DaySums(1, new Subtotal(1, 1), Subtotal.NONE, Subtotal.NONE));
        }

        assertThat(reasons(archive())).contains("not as when archiving it began");
        assertThat(set.stored(packet).state()).isEqualTo(StoredState.CLOSED);
    }
}
