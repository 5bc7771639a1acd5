package io.hongbao.lanes.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands are numbers whose row they count up, and somebody holds the row of 2. */
class IsolateLockedRowsTest {

    private static final SessionLimits LIMITS =
            new SessionLimits(
                    PatientLimits.LIMITS.connectMax(),
                    PatientLimits.LIMITS.answerMax(),
                    Duration.ofSeconds(1),
                    PatientLimits.LIMITS.silenceMax(),
                    PatientLimits.LIMITS.idleMax());

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final List<LaneFault> faults = new ArrayList<>();
    private LaneConnection connection;
    private IsolateLockedRows<Integer, Integer, Integer> handler;
    private Connection other;
    private int handled;

    @BeforeEach
    void hold() throws SQLException {
        Numbers.createTable(database);
        connection =
                new LaneConnection(
                        "one",
                        new MysqlSource(
                                database.url(), database.user(), database.password(), LIMITS),
                        LIMITS,
                        new SimpleMeterRegistry(),
                        new FaultListener() {
                            @Override
                            public void onFault(LaneFault fault) {
                                faults.add(fault);
                            }
                        });
        handler = new IsolateLockedRows<>(this::countUp, Set::of, IsolateLockedRowsTest::locked);
        other = database.connect();
        other.setAutoCommit(false);
        Numbers.execute(other, "update numbers set value = 0 where id = 2");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        other.close();
    }

    private List<Integer> countUp(LaneConnection own, List<Integer> batch) {
        handled++;
        return own.inTransaction(session -> {
            for (int id : batch) {
                Numbers.execute(
                        session,
                        String.format(
                                Locale.ROOT,
                                "update numbers set value = value + 1 where id = %d",
                                id));
            }
            return batch;
        });
    }

    private static Set<Integer> locked(Connection session, Set<Integer> rows) throws SQLException {
        var locked = new HashSet<>(rows);
        locked.retainAll(numbers(session, ""));
        locked.removeAll(numbers(session, " for update skip locked"));
        return locked;
    }

    private static List<Integer> numbers(Connection session, String lock) throws SQLException {
        return Numbers.query(session, "select id from numbers" + lock).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private RowLocked refused(Integer... batch) {
        return catchThrowableOfType(
                RowLocked.class, () -> handler.handle(connection, List.of(batch)));
    }

    @Test
    void the_command_of_a_held_row_is_named_and_no_other() {
        RowLocked fault = refused(1, 2, 3);

        assertThat(fault.concerns(0)).isFalse();
        assertThat(fault.concerns(1)).isTrue();
        assertThat(fault.concerns(2)).isFalse();
    }

    @Test
    void a_row_is_waited_for_once_and_then_asked_for_until_it_is_free() throws SQLException {
        refused(1, 2);
        assertThat(handled).isEqualTo(1);

        assertThat(refused(2)).isNotNull();
        assertThat(handled).isEqualTo(1);
        other.rollback();

        assertThat(handler.handle(connection, List.of(1, 2))).containsExactly(1, 2);
    }

    @Test
    void a_row_that_others_hold_hides_nothing_of_batches_without_it() {
        refused(2);

        assertThat(handler.handle(connection, List.of(1))).containsExactly(1);
    }

    @Test
    void neighbours_in_the_same_batch_are_committed_and_only_who_waits_is_refused()
            throws SQLException {
        var allWait = new CountDownLatch(1);
        var answers = new ArrayList<CompletableFuture<Integer>>();
        CommitHandler<Integer, Integer> afterAll =
                (own, batch) -> {
                    awaitZero(allWait);
                    return handler.handle(own, batch);
                };
        try (var lane =
                Lane.start(
                        LaneSettings.of("one", "test").withDrainMax(Duration.ofMinutes(2)),
                        new GroupCommit<>(connection, afterAll),
                        InstantSource.system(),
                        new SimpleMeterRegistry())) {
            for (int id : List.of(1, 2, 1, 2, 1)) {
                answers.add(lane.submit(id, Instant.MAX));
            }
            allWait.countDown();
        }

        assertThat(answers)
                .extracting(CompletableFuture::isCompletedExceptionally)
                .containsExactly(false, true, false, true, false);
        assertThat(answers.get(1).exceptionNow()).isInstanceOf(RowLocked.class);
        assertThat(faults).allMatch(LaneFault::hasNoEffect);
        other.rollback();
        try (Connection fresh = database.connect()) {
            assertThat(Numbers.query(fresh, "select value from numbers order by id"))
                    .containsExactly("3", "0");
        }
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
