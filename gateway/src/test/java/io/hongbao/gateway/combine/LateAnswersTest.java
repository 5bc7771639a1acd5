package io.hongbao.gateway.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LateAnswersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Near its overflow, which it may pass. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    private final LateAnswers late = new LateAnswers(nanoTime::get);

    @AfterEach
    void close() {
        late.close();
    }

    private CompletableFuture<String> answerWithin(int millis) {
        var answer = new CompletableFuture<String>();
        late.watch(answer, Duration.ofMillis(millis));
        return answer;
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static void assertLate(CompletableFuture<String> answer) {
        Eventually.isTrue("late", SOON, answer::isDone);
        assertThat(answer.exceptionNow()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void an_answer_fails_when_its_time_is_over_not_before() {
        CompletableFuture<String> first = answerWithin(500);
        CompletableFuture<String> second = answerWithin(501);
        CompletableFuture<String> over = answerWithin(0);

        assertLate(over);
        assertThat(first).isNotDone();
        pass(Duration.ofMillis(500));

        assertLate(first);
        assertThat(second).isNotDone();
        pass(Duration.ofMillis(1));
        assertLate(second);
    }

    @Test
    void an_answer_that_came_stays() {
        CompletableFuture<String> answer = answerWithin(10);
        CompletableFuture<String> other = answerWithin(10);
        answer.complete("here");
        pass(Duration.ofSeconds(1));

        assertLate(other);
        assertThat(answer).isCompletedWithValue("here");
    }

    /** Each time nothing was awaited before, so that the thread sleeps until it is woken. */
    @Test
    void one_that_comes_after_a_pause_is_seen() {
        for (int i = 0; i < 200; i++) {
            assertLate(answerWithin(-i));
        }
    }

    @Test
    void many_end_in_whatever_order_their_times_are() {
        Seeds.times(
                5,
                random -> {
                    List<CompletableFuture<String>> sooner = new ArrayList<>();
                    List<CompletableFuture<String>> later = new ArrayList<>();
                    for (int i = 0; i < 1_000; i++) {
                        var answer = new CompletableFuture<String>();
                        boolean isSooner = random.nextBoolean();
                        (isSooner ? sooner : later).add(answer);
                        late.watch(answer, Duration.ofMillis(isSooner ? random.nextInt(100) : 100));
                    }
                    pass(Duration.ofMillis(99));

                    sooner.forEach(LateAnswersTest::assertLate);
                    assertThat(later).noneMatch(CompletableFuture::isDone);
                    pass(Duration.ofMillis(1));
                    later.forEach(LateAnswersTest::assertLate);
                });
    }
}
