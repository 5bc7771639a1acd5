package io.hongbao.calls.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.contracts.routing.Instance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final Instance OWNER = new Instance("http://owner:1", "a");
    private static final Instance NEXT = new Instance("http://next:1", "a");
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(3), Duration.ofSeconds(1));
    private static final Route BOTH = new Route(List.of(OWNER, NEXT), "007", TIMES);
    private static final Route ALONE = new Route(List.of(OWNER), "007", TIMES);

    private final AtomicLong nanoTime = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Candidates candidates =
            new Candidates(
                    Duration.ofSeconds(1),
                    new RetryBudget(0, nanoTime::get),
                    new CallMetrics(registry),
                    nanoTime::get);

    @Test
    void the_owner_is_asked_first_unless_it_did_not_answer_a_moment_ago() {
        assertThat(candidates.first(BOTH)).isEqualTo(OWNER);
        candidates.notAnswered(OWNER, "007", CallFailure.UNREACHABLE);

        assertThat(candidates.first(BOTH)).isEqualTo(NEXT);
        assertThat(candidates.first(ALONE)).isEqualTo(OWNER);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(candidates.first(BOTH)).isEqualTo(OWNER);
    }

    @Test
    void who_timed_out_is_avoided_for_that_scope_alone() {
        candidates.notAnswered(OWNER, "007", CallFailure.TIMED_OUT);

        assertThat(candidates.avoids(OWNER, "007")).isTrue();
        assertThat(candidates.avoids(OWNER, "008")).isFalse();
        candidates.notAnswered(NEXT, "007", CallFailure.UNREACHABLE);
        assertThat(candidates.avoids(NEXT, "008")).isTrue();
    }

    @Test
    void a_lone_instance_is_asked_again_when_the_connection_broke() {
        assertThat(candidates.next(BOTH, OWNER, CallFailure.TIMED_OUT)).contains(NEXT);
        assertThat(candidates.next(ALONE, OWNER, CallFailure.BROKEN)).contains(OWNER);
        assertThat(candidates.next(ALONE, OWNER, CallFailure.TIMED_OUT)).isEmpty();
        assertThat(candidates.next(ALONE, OWNER, CallFailure.UNREACHABLE)).isEmpty();
    }

    @Test
    void there_is_no_second_try_when_too_many_calls_need_one() {
        for (int i = 0; i < 100; i++) {
            assertThat(candidates.next(BOTH, OWNER, CallFailure.BROKEN)).contains(NEXT);
        }

        assertThat(candidates.next(BOTH, OWNER, CallFailure.BROKEN)).isEmpty();
        assertThat(registry.get("hongbao.calls.repeated").counter().count()).isEqualTo(100);
        assertThat(registry.get("hongbao.calls.not.repeated").counter().count()).isEqualTo(1);
    }
}
