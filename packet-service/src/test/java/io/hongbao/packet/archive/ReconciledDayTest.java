package io.hongbao.packet.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.packet.archive.DaySums.Subtotal;
import io.hongbao.packet.day.Days;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it takes that a day counts as reconciled, and what ends it. */
class ReconciledDayTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int TABLE = 3;
    private static final DaySums ONE_FINISHED =
            new DaySums(1, new Subtotal(1, 100), new Subtotal(2, 100), Subtotal.NONE);

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

    private DayResult archive(boolean reconciled) {
        return new ArchiveSet(TestSet.ID, set::connect, Duration.ofSeconds(2))
                .run(DAY.plusDays(1), reconciled)
                .getFirst();
    }

    private static List<String> reasons(DayResult result) {
        assertThat(result).isInstanceOf(DayResult.Refused.class);
        return ((DayResult.Refused) result).reasons();
    }

    private Optional<DaySums> stamp() throws SQLException {
        try (Connection connection = set.connect()) {
            return new ArchivedDays(connection).reconciled(DAY);
        }
    }

    private void stamp(DaySums sums) throws SQLException {
        try (Connection connection = set.connect()) {
            new ArchivedDays(connection).stampReconciled(DAY, sums, 0);
        }
    }

    @Test
    void a_day_that_is_not_reconciled_stays() throws SQLException {
        PacketState packet = ofDay.add(TABLE, StoredState.FINISHED);

        assertThat(reasons(archive(false))).containsExactly("not reconciled");
        assertThat(set.stored(packet).state()).isEqualTo(StoredState.FINISHED);
        assertThat(stamp()).isEmpty();
    }

    @Test
    void a_day_that_was_reconciled_before_needs_no_word_of_it() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        stamp(ONE_FINISHED);

        assertThat(archive(false)).isInstanceOf(DayResult.Archived.class);
        assertThat(stamp()).contains(ONE_FINISHED);
    }

    @Test
    void a_day_that_changed_since_it_was_reconciled_stays_and_is_not_reconciled()
            throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        stamp(ONE_FINISHED);
        ofDay.add(TABLE, StoredState.CLOSED);

        assertThat(reasons(archive(false)))
                .singleElement()
                .asString()
                .startsWith("changed since it was reconciled: now=");
        assertThat(stamp()).isEmpty();
        assertThat(reasons(archive(false))).containsExactly("not reconciled");
    }

    @Test
    void a_day_that_is_refused_is_not_reconciled_whatever_was_said() throws SQLException {
        ofDay.add(TABLE, StoredState.ACTIVE);
        stamp(ONE_FINISHED);

        assertThat(reasons(archive(true))).anyMatch(reason -> reason.contains("active"));
        assertThat(stamp()).isEmpty();
    }

    @Test
    void a_day_that_is_in_use_is_to_be_reconciled_again() throws SQLException {
        ofDay.add(TABLE, StoredState.FINISHED);
        try (Connection reader = set.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from send_order_3").close();

            assertThat(reasons(archive(true))).anyMatch(reason -> reason.contains("in use"));
        }

        assertThat(stamp()).isEmpty();
        assertThat(reasons(archive(false))).containsExactly("not reconciled");
    }
}
