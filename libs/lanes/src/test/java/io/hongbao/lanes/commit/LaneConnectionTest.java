package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneConnectionTest {

    private static final SessionLimits PATIENT = PatientLimits.LIMITS;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final List<String> heard = new ArrayList<>();
    private final LaneConnection lane = connection(PATIENT);

    private LaneConnection connection(SessionLimits limits) {
        var source = new MysqlSource(database.url(), database.user(), database.password(), limits);
        return new LaneConnection(
                "one",
                source,
                limits,
                new SimpleMeterRegistry(),
                new FaultListener() {
                    @Override
                    public void onSuccess() {
                        heard.add("success");
                    }

                    @Override
                    public void onFault(LaneFault fault) {
                        heard.add(fault.getClass().getSimpleName());
                    }
                });
    }

    @BeforeEach
    void createTable() throws SQLException {
        Numbers.createTable(database);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private static SqlWork<Integer> insert(int id) {
        return session -> Numbers.execute(session, "insert into numbers values (" + id + ", 0)");
    }

    private String connectionId() {
        return lane.read(session -> Numbers.query(session, "select connection_id()").getFirst());
    }

    @Test
    void a_listener_hears_when_work_is_under_way_however_it_ends() {
        var hears = new ArrayList<String>();
        var source = new MysqlSource(database.url(), database.user(), database.password(), PATIENT);
        try (var connection =
                new LaneConnection(
                        "two",
                        source,
                        PATIENT,
                        new SimpleMeterRegistry(),
                        new FaultListener() {
                            @Override
                            public void onStart() {
                                hears.add("start");
                            }

                            @Override
                            public void onEnd() {
                                hears.add("end");
                            }
                        })) {
            connection.inTransaction(insert(3));
            assertThatThrownBy(() -> connection.inTransaction(insert(3)))
                    .isInstanceOf(DataFault.class);
            assertThatThrownBy(() ->
                            connection.read(_ -> {
                                throw new IllegalStateException("bug");
                            }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(hears).containsExactly("start", "end", "start", "end", "start", "end");
    }

    @Test
    void what_returned_is_committed() throws SQLException {
        lane.inTransaction(insert(3));

        assertThat(Numbers.ids(database)).containsExactly("1", "2", "3");
        assertThat(heard).containsExactly("success");
    }

    @Test
    void sessions_read_committed_rows_in_utc_within_short_limits() {
        var source = new MysqlSource(database.url(), database.user(), database.password(), PATIENT);
        var limits = SessionLimits.DEFAULT.withAnswerMax(PATIENCE);
        var asDeployed = new LaneConnection("deployed", source, limits, new SimpleMeterRegistry());
        List<String> settings =
                asDeployed.read(session ->
                        Numbers.query(
                                session,
                                """
                                select concat_ws(',', @@session.transaction_isolation,
                                    @@session.autocommit + 0, @@session.wait_timeout,
                                    @@session.innodb_lock_wait_timeout,
                                    timediff(now(), utc_timestamp()))
                                """));
        asDeployed.close();

        assertThat(settings).containsExactly("READ-COMMITTED,0,10,1,00:00:00");
    }

    @Test
    void whatever_the_work_throws_nothing_of_it_stays() throws SQLException {
        var bug = new IllegalStateException("bug");

        assertThatThrownBy(() ->
                        lane.inTransaction(session -> {
                            insert(3).on(session);
                            throw bug;
                        }))
                .isSameAs(bug);

        lane.inTransaction(insert(4));
        assertThat(Numbers.ids(database)).containsExactly("1", "2", "4");
        assertThat(heard).containsExactly("success");
    }

    @Test
    void a_duplicate_key_is_a_data_fault_that_shows_its_cause() throws SQLException {
        assertThatThrownBy(() -> lane.inTransaction(insert(1)))
                .isInstanceOf(DataFault.class)
                .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);

        assertThat(heard).containsExactly("DataFault");
        assertThat(Numbers.ids(database)).containsExactly("1", "2");
    }

    @Test
    void a_value_out_of_range_is_a_data_fault_also_below_a_mappers_exception() {
        assertThatThrownBy(() ->
                        lane.inTransaction(session -> {
                            try {
                                return Numbers.execute(
                                        session, "insert into numbers values (9, 1000)");
                            } catch (SQLException e) {
                                throw new RuntimeException("as a mapper does", e);
                            }
                        }))
                .isInstanceOf(DataFault.class);
    }

    @Test
    void wrong_sql_is_a_bug_and_no_fault() {
        assertThatThrownBy(() -> lane.inTransaction(session -> Numbers.execute(session, "inzert")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void waiting_for_a_lock_too_long_counts_as_a_deadlock() throws SQLException {
        var hasty =
                new SessionLimits(
                        PATIENT.connectMax(),
                        PATIENT.answerMax(),
                        Duration.ofSeconds(1),
                        PATIENT.silenceMax(),
                        PATIENT.idleMax());
        try (Connection other = database.connect();
                LaneConnection waiting = connection(hasty)) {
            other.setAutoCommit(false);
            Numbers.execute(other, "update numbers set value = 1 where id = 1");

            assertThatThrownBy(() ->
                            waiting.inTransaction(session ->
                                    Numbers.execute(
                                            session,
                                            "update numbers set value = 2 where id =" + " 1")))
                    .isInstanceOf(Deadlock.class);
            other.rollback();
        }
    }

    /** Two lanes lock two rows in opposite orders. */
    @Test
    void the_victim_of_a_deadlock_is_told_so() throws Exception {
        var bothLocked = new CountDownLatch(2);
        var other = connection(PATIENT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var forward = threads.submit(() -> lockBoth(lane, bothLocked, 1, 2));
            var backward = threads.submit(() -> lockBoth(other, bothLocked, 2, 1));

            assertThat(List.of(forward.get(), backward.get()))
                    .containsExactlyInAnyOrder("committed", "Deadlock");
        }
        other.close();
    }

    private static String lockBoth(
            LaneConnection connection, CountDownLatch bothLocked, int first, int second) {
        try {
            return connection.inTransaction(session -> {
                String update = "update numbers set value = 1 where id = ";
                Numbers.execute(session, update + first);
                bothLocked.countDown();
                try {
                    assertThat(bothLocked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                Numbers.execute(session, update + second);
                return "committed";
            });
        } catch (LaneFault fault) {
            return fault.getClass().getSimpleName();
        }
    }

    @Test
    void a_killed_connection_leaves_the_outcome_unknown_and_is_replaced() throws SQLException {
        String before = connectionId();
        heard.clear();
        kill(before);

        assertThatThrownBy(() -> lane.inTransaction(insert(3))).isInstanceOf(OutcomeUnknown.class);

        assertThat(heard).containsExactly("OutcomeUnknown");
        lane.inTransaction(insert(3));
        assertThat(connectionId()).isNotEqualTo(before);
    }

    @Test
    void a_connection_that_dies_at_the_commit_leaves_the_outcome_unknown() throws SQLException {
        assertThatThrownBy(() ->
                        lane.inTransaction(session -> {
                            insert(3).on(session);
                            kill(Numbers.query(session, "select connection_id()").getFirst());
                            return 0;
                        }))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(Numbers.ids(database)).containsExactly("1", "2");
    }

    @Test
    void a_read_on_a_lost_connection_is_done_again_on_a_new_one() throws SQLException {
        String before = connectionId();
        kill(before);

        assertThat(connectionId()).isNotEqualTo(before);
    }

    private void kill(String connectionId) throws SQLException {
        try (Connection other = database.connect()) {
            Numbers.execute(other, "kill " + connectionId);
        }
    }

    @Test
    void an_answer_that_takes_too_long_leaves_the_outcome_unknown() {
        var hasty = connection(PATIENT.withAnswerMax(Duration.ofMillis(300)));
        // To connect may take several answers as long.
        Eventually.isTrue(
                "connected",
                PATIENCE,
                () -> hasty.read(session -> Numbers.query(session, "select 1")).size() == 1);

        assertThatThrownBy(() ->
                        hasty.inTransaction(session -> Numbers.query(session, "select sleep(60)")))
                .isInstanceOf(OutcomeUnknown.class);
        assertThatThrownBy(() -> hasty.read(session -> Numbers.query(session, "select sleep(60)")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void who_cannot_connect_is_unavailable() {
        var nowhere =
                new LaneConnection(
                        "nowhere",
                        new MysqlSource("jdbc:mysql://127.0.0.1:1/none", "nobody", "", PATIENT),
                        PATIENT,
                        new SimpleMeterRegistry());

        assertThatThrownBy(() -> nowhere.inTransaction(insert(3))).isInstanceOf(Unavailable.class);
    }

    @Test
    void reading_sees_what_others_committed_meanwhile_and_holds_nothing() throws SQLException {
        SqlWork<List<String>> ids =
                session -> Numbers.query(session, "select id from numbers order by id");
        assertThat(lane.read(ids)).containsExactly("1", "2");
        try (Connection other = database.connect()) {
            insert(3).on(other);
            assertThat(lane.read(ids)).containsExactly("1", "2", "3");
            // Would wait for ever if the read had left its database transaction open.
            Numbers.execute(other, "set session lock_wait_timeout = 2");
            Numbers.execute(other, "alter table numbers add column note int");
        }
    }

    @Test
    void a_closed_connection_is_opened_again_when_needed() {
        String before = connectionId();

        lane.close();
        lane.close();

        assertThat(connectionId()).isNotEqualTo(before);
    }

    @Test
    void a_connection_that_was_silent_for_long_is_replaced_before_its_use() {
        var limits =
                new SessionLimits(
                        PATIENT.connectMax(),
                        PATIENT.answerMax(),
                        PATIENT.lockWaitMax(),
                        PATIENT.silenceMax(),
                        Duration.ZERO);
        var forgetful = connection(limits);
        SqlWork<String> id = session -> Numbers.query(session, "select connection_id()").getFirst();

        assertThat(forgetful.read(id)).isNotEqualTo(forgetful.read(id));
        forgetful.close();
    }
}
