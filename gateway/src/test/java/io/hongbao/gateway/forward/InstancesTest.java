package io.hongbao.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.routing.Instance;
import io.hongbao.gateway.forward.Reply.Silence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class InstancesTest {

    private static final Instance A = new Instance("http://a", "z");
    private static final Instance B = new Instance("http://b", "z");
    private static final Instance C = new Instance("http://c", "z");
    private static final Lineup SET_0 = new Lineup(List.of(A, B, C), "000");
    private static final Lineup SET_1 = new Lineup(List.of(A, B, C), "001");
    private static final Lineup ONLY_A = new Lineup(List.of(A), "000");

    private final AtomicLong nanos = new AtomicLong();
    private final Instances instances = new Instances(Duration.ofSeconds(1), nanos::get);

    @Test
    void the_owner_is_asked_first() {
        assertThat(instances.first(SET_0)).isEqualTo(A);
        assertThat(instances.next(SET_0, A, Silence.TIMED_OUT)).contains(B);
    }

    @Test
    void who_was_unreachable_is_avoided_for_everything() {
        instances.avoid(A, "000", Silence.UNREACHABLE);

        assertThat(instances.first(SET_0)).isEqualTo(B);
        assertThat(instances.first(SET_1)).isEqualTo(B);
    }

    @Test
    void who_was_silent_about_a_set_is_avoided_for_that_set_only() {
        instances.avoid(A, "000", Silence.TIMED_OUT);

        assertThat(instances.first(SET_0)).isEqualTo(B);
        assertThat(instances.first(SET_1)).isEqualTo(A);
    }

    @Test
    void after_a_moment_the_owner_is_asked_again() {
        instances.avoid(A, "000", Silence.UNREACHABLE);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(instances.first(SET_0)).isEqualTo(A);
    }

    @Test
    void when_all_are_avoided_the_owner_is_asked_again() {
        List.of(A, B, C).forEach(each -> instances.avoid(each, "000", Silence.UNREACHABLE));

        assertThat(instances.first(SET_0)).isEqualTo(A);
        assertThat(instances.next(SET_0, A, Silence.UNREACHABLE)).contains(B);
    }

    @Test
    void who_is_avoided_is_not_next_either() {
        instances.avoid(B, "000", Silence.UNREACHABLE);

        assertThat(instances.next(SET_0, A, Silence.TIMED_OUT)).contains(C);
    }

    @Test
    void the_only_instance_is_asked_again_after_a_broken_connection_alone() {
        assertThat(instances.next(ONLY_A, A, Silence.BROKEN)).contains(A);
        assertThat(instances.next(ONLY_A, A, Silence.TIMED_OUT)).isEmpty();
        assertThat(instances.next(ONLY_A, A, Silence.UNREACHABLE)).isEmpty();
    }
}
