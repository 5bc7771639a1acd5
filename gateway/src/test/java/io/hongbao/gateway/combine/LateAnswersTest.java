package io.hongbao.gateway.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.hongbao.testkit.cases.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LateAnswersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-02-16T16:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final LateAnswers late = new LateAnswers(clock);

    @AfterEach
    void close() {
        late.close();
    }

    private CompletableFuture<String> answerBy(int millis) {
        var answer = new CompletableFuture<String>();
        late.watch(answer, START.plusMillis(millis));
        return answer;
    }

    private static void assertLate(CompletableFuture<String> answer) {
        Eventually.isTrue("late", SOON, answer::isDone);
        assertThat(answer.exceptionNow()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void an_answer_fails_at_its_deadline_not_before() {
        CompletableFuture<String> first = answerBy(500);
        CompletableFuture<String> second = answerBy(501);
        CompletableFuture<String> over = answerBy(0);

        assertLate(over);
        assertThat(first).isNotDone();
        clock.advance(Duration.ofMillis(500));

        assertLate(first);
        assertThat(second).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertLate(second);
    }

    @Test
    void an_answer_that_came_stays() {
        CompletableFuture<String> answer = answerBy(10);
        CompletableFuture<String> other = answerBy(10);
        answer.complete("here");
        clock.advance(Duration.ofSeconds(1));

        assertLate(other);
        assertThat(answer).isCompletedWithValue("here");
    }

    /** Each time nothing was awaited before, so that the thread sleeps until it is woken. */
    @Test
    void one_that_comes_after_a_pause_is_seen() {
        for (int i = 0; i < 200; i++) {
            assertLate(answerBy(-i));
        }
    }

    @Test
    void many_end_in_whatever_order_their_deadlines_are() {
        Seeds.times(
                5,
                random -> {
                    Instant now = clock.instant();
                    List<CompletableFuture<String>> sooner = new ArrayList<>();
                    List<CompletableFuture<String>> later = new ArrayList<>();
                    for (int i = 0; i < 1_000; i++) {
                        var answer = new CompletableFuture<String>();
                        boolean isSooner = random.nextBoolean();
                        (isSooner ? sooner : later).add(answer);
                        late.watch(answer, now.plusMillis(isSooner ? random.nextInt(100) : 100));
                    }
                    clock.advance(Duration.ofMillis(99));

                    sooner.forEach(LateAnswersTest::assertLate);
                    assertThat(later).noneMatch(CompletableFuture::isDone);
                    clock.advance(Duration.ofMillis(1));
                    later.forEach(LateAnswersTest::assertLate);
                });
    }
}
