package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.pay.PayService;
import io.hongbao.packet.pay.PayServiceSilent;
import io.hongbao.packet.set.LiveSets.Entry;
import io.hongbao.packet.state.PacketState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that nobody has used is a new SET, or one that lost everything. */
final class NewSetsTest {

    private static final SetId SECOND = new SetId(1);
    private static final String NOT_NEW =
            "must be the database of SET 001, or be called new in the catalogue: set_identity=none";
    private static final String PAID_IN =
            "must not be empty, since wallets hold payments for packets of SET 001";

    private final TestDatabase first = SharedMariaDb.newDatabase();
    private final TestDatabase second = SharedMariaDb.newDatabase();
    @TempDir private Path directory;

    private static Entry notNew(int id, TestDatabase database) {
        return new Entry(id, database.url(), 100, false);
    }

    private static boolean isEmpty(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                var tables = connection.createStatement().executeQuery("show tables")) {
            return !tables.next();
        }
    }

    @Test
    void an_empty_database_is_a_set_only_where_the_catalogue_calls_it_new() throws SQLException {
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100))) {
            sets.write(Entry.of(0, first, 100), notNew(1, second));
            sets.awaitRefusal("set=001", NOT_NEW);
            assertThat(isEmpty(second)).isTrue();

            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
            sets.awaitWeights(Map.of(0, 100, 1, 100));
        }
    }

    @Test
    void a_set_that_was_new_once_needs_no_word_of_it() {
        LiveSets.start(directory, first, Entry.of(0, first, 100)).close();

        try (LiveSets sets = LiveSets.start(directory, first, notNew(0, first))) {
            assertThat(sets.wrapOn(0).number().set()).isEqualTo(new SetId(0));
        }
    }

    @Test
    void a_set_is_connected_once_its_entry_calls_it_new() throws SQLException {
        try (LiveSets sets =
                LiveSets.startPartly(
                        directory, first, Entry.of(0, first, 100), notNew(1, second))) {
            sets.awaitNotOpen(SECOND, NOT_NEW);
            assertThat(isEmpty(second)).isTrue();

            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));

            sets.awaitOpen(1, second.url());
            assertThat(sets.wrapOn(1).number().set()).isEqualTo(SECOND);
        }
    }

    @Test
    void an_empty_database_is_no_new_set_while_somebody_has_an_order_number_of_it()
            throws SQLException {
        var paid = new AtomicBoolean(true);
        try (LiveSets sets =
                LiveSets.asking(
                        () -> Set.of(paid.get() ? SECOND : new SetId(0)),
                        directory,
                        first,
                        Entry.of(0, first, 100))) {
            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
            sets.awaitRefusal("set=001", PAID_IN);
            assertThat(isEmpty(second)).isTrue();

            paid.set(false);
            sets.awaitWeights(Map.of(0, 100, 1, 100));
        }
    }

    /** As after a disk that was replaced: the entry still says what it said at the beginning. */
    @Test
    void a_start_on_a_database_that_lost_everything_does_not_take_it_for_a_new_one() {
        try (LiveSets sets =
                LiveSets.asking(() -> Set.of(SECOND), directory, first, Entry.of(1, second, 100))) {
            sets.awaitNotOpen(SECOND, PAID_IN);
        }
    }

    @Test
    void a_new_set_waits_until_the_pay_service_answers() throws SQLException {
        var answers = new AtomicBoolean(true);
        PayService payService =
                () -> {
                    if (!answers.get()) {
                        throw new PayServiceSilent("overloaded");
                    }
                    return Set.of();
                };
        try (LiveSets sets =
                LiveSets.asking(payService, directory, first, Entry.of(0, first, 100))) {
            answers.set(false);
            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
            sets.awaitRefusal("set=001", "must hear from the pay service first", "overloaded");
            assertThat(isEmpty(second)).isTrue();

            answers.set(true);
            sets.awaitWeights(Map.of(0, 100, 1, 100));
        }
    }

    /** Pay service and packet service start beside each other. */
    @Test
    void a_start_waits_for_the_pay_service_and_then_the_new_set_has_all_of_its_weight() {
        var calls = new AtomicInteger();
        PayService payService =
                () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new PayServiceSilent("overloaded");
                    }
                    return Set.of();
                };

        try (LiveSets sets = LiveSets.asking(payService, directory, first, Entry.of(0, first, 7))) {
            assertThat(sets.router().weights()).isEqualTo(Map.of(new SetId(0), 700));
        }
    }

    @Test
    void a_database_that_was_lost_and_made_anew_is_not_used_and_stays_empty() throws SQLException {
        try (LiveSets sets =
                LiveSets.start(
                        directory, first, Entry.of(0, first, 100), Entry.of(1, second, 100))) {
            PacketState packet = sets.wrapOn(1);
            sets.activate(packet);
            String name = second.name();
            LiveSetsTest.execute(second, "drop database " + name, "create database " + name);
            cutConnections(second);

            Eventually.passes(
                    "the SET is not connected any more",
                    LiveSets.LIMIT,
                    () ->
                            assertThatThrownBy(() -> sets.wrapOn(1))
                                    .isInstanceOf(Unavailable.class)
                                    .hasRootCauseMessage(
                                            "must be the database of SET 001: set_identity=none"));
            assertThat(isEmpty(second)).isTrue();
            assertThat(sets.wrapOn(0).number().set()).isEqualTo(new SetId(0));
        }
    }

    /** As a server does that stops. */
    private static void cutConnections(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            List<Long> others =
                    SqlQuery.rows(
                            connection,
                            """
                            select id from information_schema.processlist
                            where db = ? and id <> connection_id()
                            """,
                            List.of(database.name()),
                            row -> row.getLong(1));
            for (long other : others) {
                SqlStatement.execute(connection, "kill " + other);
            }
        }
    }
}
