package io.hongbao.packet.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.lanes.commit.FaultListener;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.breaker.BreakerView.State;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a SET goes out and comes back; all time here is moved by hand. */
final class SetBreakerTest {

    private static final Duration ANSWER_MAX = Duration.ofMillis(800);

    /** Its own thread never gets to probe: the tests do. */
    private static final BreakerSettings SETTINGS =
            new BreakerSettings(
                    8,
                    4,
                    50,
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    Duration.ofMillis(500),
                    3,
                    List.of(10, 25, 50, 100),
                    Duration.ofSeconds(5));

    private static final BreakerSettings PROBING_AT_ONCE =
            new BreakerSettings(
                    8,
                    4,
                    50,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1),
                    Duration.ofMillis(500),
                    3,
                    List.of(10, 25, 50, 100),
                    Duration.ofSeconds(5));

    private final LaneFault unknown = new OutcomeUnknown("no answer");
    private final LaneFault down = new Unavailable("cannot connect");
    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final List<Unavailable> told = new ArrayList<>();
    private boolean reachable = true;
    private final SetBreaker breaker = new SetBreaker("000", SETTINGS, this::write, registry);
    private final FaultListener one = breaker.listener();
    private final FaultListener two = breaker.listener();

    SetBreakerTest() {
        breaker.whenOut(told::add);
    }

    private void write() throws SQLException {
        if (!reachable) {
            throw new SQLException("still away");
        }
    }

    @AfterEach
    void close() {
        breaker.close();
    }

    private static void succeed(FaultListener connection) {
        connection.onStart();
        connection.onSuccess();
        connection.onEnd();
    }

    private static void fail(FaultListener connection, LaneFault fault) {
        connection.onStart();
        connection.onFault(fault);
        connection.onEnd();
    }

    /** Four connections that hang at once, after any number of successes. */
    private void hangFourConnections() {
        List<FaultListener> hung = List.of(one, two, breaker.listener(), breaker.listener());
        hung.forEach(FaultListener::onStart);
        clock.add(ANSWER_MAX);
        for (FaultListener each : hung) {
            each.onFault(unknown);
            each.onEnd();
        }
    }

    private void goOut() {
        for (int i = 0; i < SETTINGS.callsMin(); i++) {
            fail(one, down);
        }
        assertThat(breaker.inService()).isFalse();
    }

    private void comeBack() {
        for (int i = 0; i < SETTINGS.probesToClose(); i++) {
            breaker.probe();
        }
        assertThat(breaker.inService()).isTrue();
    }

    private double failures(String kind) {
        return registry.get("hongbao.set.failures").tag("kind", kind).counter().count();
    }

    @Test
    void one_round_of_hung_connections_is_enough_after_any_number_of_successes() {
        for (int i = 0; i < 1_000; i++) {
            succeed(one);
        }

        hangFourConnections();

        assertThat(breaker.inService()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void single_failures_among_successes_are_borne() {
        for (int i = 0; i < 100; i++) {
            fail(one, unknown);
            succeed(one);
            succeed(two);
            succeed(two);
            clock.add(Duration.ofSeconds(1));
        }

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void what_the_set_refuses_for_its_data_is_no_fault_of_the_set() {
        for (int i = 0; i < 100; i++) {
            fail(one, new DataFault("duplicate"));
            fail(two, new Deadlock("victim"));
            clock.add(Duration.ofSeconds(1));
        }

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void a_single_lane_that_hangs_is_enough_when_a_second_caller_meets_the_silence() {
        one.onStart();
        clock.add(ANSWER_MAX);
        one.onFault(unknown);
        one.onEnd();
        one.onStart();
        clock.add(Duration.ofMillis(249));
        assertThat(breaker.refusal()).isEmpty();

        clock.add(Duration.ofMillis(1));

        assertThat(breaker.refusal()).isPresent();
        assertThat(told).hasSize(1);
    }

    @Test
    void two_failures_a_second_apart_are_enough_when_nothing_was_answered_between() {
        fail(one, down);
        clock.add(Duration.ofSeconds(1));

        fail(one, down);

        assertThat(breaker.inService()).isFalse();
    }

    @Test
    void an_answer_ends_the_silence() {
        fail(one, down);
        clock.add(Duration.ofSeconds(1));
        succeed(two);

        fail(one, down);

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void one_cut_connection_and_then_nothing_to_do_is_no_silence() {
        fail(one, unknown);
        clock.add(Duration.ofMinutes(1));

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void a_pause_of_this_process_is_no_fault_of_the_set() {
        one.onStart();
        two.onStart();
        clock.add(Duration.ofSeconds(3));

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void while_it_is_out_callers_are_told_when_it_is_asked_next() {
        goOut();
        clock.add(Duration.ofMinutes(15));

        Unavailable refusal = breaker.refusal().orElseThrow();

        assertThat(refusal.hasNoEffect()).isTrue();
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(45));
        assertThat(registry.get("hongbao.set.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void only_probes_that_write_bring_it_back_and_all_of_them_have_to() {
        goOut();
        succeed(one);
        assertThat(breaker.probe()).isFalse();
        assertThat(breaker.probe()).isFalse();
        assertThat(breaker.view().state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.refusal()).isPresent();

        reachable = false;
        assertThat(breaker.probe()).isFalse();
        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        reachable = true;
        assertThat(breaker.probe()).isFalse();
        assertThat(breaker.probe()).isFalse();
        assertThat(breaker.probe()).isTrue();

        assertThat(breaker.refusal()).isEmpty();
        assertThat(told).hasSize(1);
    }

    /** By its own thread, which nobody starts again. */
    @Test
    void a_bug_of_the_probe_does_not_leave_it_out_for_ever() {
        var bugs =
                new ArrayDeque<Throwable>(
                        List.of(
                                new IllegalStateException("a bug"),
                                new NoClassDefFoundError("a bug"),
                                new SQLException("still away")));
        try (var probing =
                new SetBreaker(
                        "001",
                        PROBING_AT_ONCE,
                        () -> {
                            switch (bugs.poll()) {
                                case RuntimeException bug -> throw bug;
                                case Error bug -> throw bug;
                                case SQLException away -> throw away;
                                case null, default -> {}
                            }
                        },
                        registry)) {
            FaultListener connection = probing.listener();
            for (int i = 0; i < SETTINGS.callsMin(); i++) {
                fail(connection, down);
            }

            Eventually.isTrue("back in service", Duration.ofMinutes(1), probing::inService);
            assertThat(bugs).isEmpty();
        }
    }

    @Test
    void its_weight_comes_back_in_steps() {
        assertThat(breaker.sharePercent()).isEqualTo(100);
        goOut();
        assertThat(breaker.sharePercent()).isZero();
        comeBack();

        List<Integer> shares = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            shares.add(breaker.sharePercent());
            clock.add(SETTINGS.returnEvery());
        }

        assertThat(shares).containsExactly(10, 25, 50, 100, 100);
    }

    @Test
    void a_new_failure_starts_the_return_over() {
        goOut();
        comeBack();
        clock.add(SETTINGS.returnEvery().multipliedBy(2));
        assertThat(breaker.sharePercent()).isEqualTo(50);

        goOut();
        assertThat(breaker.sharePercent()).isZero();
        comeBack();

        assertThat(breaker.sharePercent()).isEqualTo(10);
    }

    @Test
    void a_set_that_was_away_at_the_start_returns_in_steps_too() {
        breaker.returns();

        assertThat(breaker.sharePercent()).isEqualTo(10);
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void connections_from_before_are_replaced_once() {
        assertThat(one.lostSinceConnected()).isFalse();
        goOut();
        comeBack();

        assertThat(one.lostSinceConnected()).isTrue();
        assertThat(two.lostSinceConnected()).isTrue();
        assertThat(one.lostSinceConnected()).isFalse();
    }

    @Test
    void what_began_before_and_fails_late_changes_nothing_once_it_is_out() {
        goOut();

        fail(two, unknown);
        comeBack();

        assertThat(failures("unavailable")).isEqualTo(4);
        assertThat(failures("unknown")).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void the_view_tells_when_and_why() {
        assertThat(breaker.view().openedAt()).isEmpty();
        clock.add(Duration.ofSeconds(1_000));
        goOut();
        Instant out = breaker.view().openedAt().orElseThrow();
        assertThat(breaker.view().openedBecause())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot connect"));
        clock.add(Duration.ofSeconds(20));
        comeBack();

        assertThat(breaker.view().closedAt()).contains(out.plusSeconds(20));
        assertThat(breaker.view().openedAt()).contains(out);
        assertThat(failures("unavailable")).isEqualTo(4);
    }
}
