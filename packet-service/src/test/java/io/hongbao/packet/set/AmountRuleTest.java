package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.schema.AmountRule;
import io.hongbao.packet.schema.SetSchema;
import io.hongbao.packet.set.LiveSets.Entry;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which databases hold amounts that this build would decide otherwise. */
final class AmountRuleTest {

    private static final SetId SET = new SetId(0);
    private static final String REFUSAL =
            "must hold no LUCKY packets of an earlier build, whose amounts followed another rule:"
                    + " begin with empty databases, see docs/AMOUNTS.md";

    private final TestDatabase database = SharedMariaDb.newDatabase();
    @TempDir private Path directory;

    @Test
    void a_new_database_is_opened_and_again_with_lucky_packets_in_it() {
        try (LiveSets sets = LiveSets.start(directory, database, Entry.of(0, database, 100))) {
            sets.wrap();
        }

        try (LiveSets sets = LiveSets.start(directory, database, Entry.of(0, database, 100))) {
            assertThat(sets.router().find(SET)).isPresent();
        }
    }

    @Test
    void an_earlier_database_whose_packets_are_none_of_them_lucky_is_opened() throws SQLException {
        makeEarlier();
        insert(0, PacketKind.EQUAL, StoredState.ACTIVE);
        insert(9, PacketKind.EXCLUSIVE, StoredState.UNPAID);

        try (LiveSets sets = LiveSets.start(directory, database, Entry.of(0, database, 100))) {
            assertThat(sets.wrap().number().set()).isEqualTo(SET);
        }
    }

    @Test
    void an_earlier_database_with_a_lucky_packet_is_not_opened_and_says_why_in_one_line()
            throws SQLException {
        makeEarlier();
        insert(3, PacketKind.LUCKY, StoredState.ACTIVE);

        try (LiveSets sets =
                LiveSets.startPartly(directory, database, Entry.of(0, database, 100))) {
            sets.awaitNotOpen(SET, REFUSAL);

            assertThat(sets.state(SET).notConnectedBecause()).hasLineCount(1);
            assertThat(sets.router().find(SET)).isEmpty();
        }
    }

    /**
     * Ended packets too: their amounts would be shown, and reconciled, with a seed of this rule.
     */
    @Test
    void a_lucky_packet_in_any_table_and_state_is_one_too_many() throws SQLException {
        List<StoredState> states = List.of(StoredState.values());
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            makeEarlier();
            StoredState state = states.get(table % states.size());
            insert(table, PacketKind.LUCKY, state);

            migrate();

            assertRefused("table=" + table + ", state=" + state);
        }
    }

    private void assertRefused(String what) throws SQLException {
        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> AmountRule.check(connection)).as(what).hasMessage(REFUSAL);
        }
    }

    /** As the builds before made it: nothing else is there any more. */
    private void makeEarlier() {
        Flyway earlier =
                Flyway.configure()
                        .dataSource(database.url(), database.user(), database.password())
                        .locations("classpath:db/set")
                        .target("0003")
                        .cleanDisabled(false)
                        .load();
        earlier.clean();
        earlier.migrate();
    }

    private void migrate() throws SQLException {
        SetSchema.migrate(database.url(), database.user(), database.password());
    }

    private void insert(int table, PacketKind kind, StoredState state) throws SQLException {
        OrderNumber number = OrderNumber.of(LocalDate.of(2026, 11, 21), 7, SET, table);
        LiveSetsTest.execute(
                database,
                String.format(
                        Locale.ROOT,
                        """
                        insert into send_order_%d (order_no, sender_id, kind, total_fen, share_count,
                            greeting, wrap_key, lifetime_ms, state, version, fen_left, shares_left,
                            created_at, pay_by)
                        values ('%s', 1001, '%s', 3, 2, '', 'key', 1000, '%s', 0, 3, 2, now(3), now(3))
                        """,
                        table,
                        number,
                        kind,
                        state));
    }
}
