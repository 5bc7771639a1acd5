package io.hongbao.gateway.stale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.gateway.stale.LastAnswers.Asked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LastAnswersTest {

    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final StaleMark BUSY = new StaleMark("overloaded", false);
    private static final String MARKS =
            "{\"stale\":true,\"notice\":\"overloaded\",\"asOf\":\"2026-11-21T04:00:00Z\",";

    private final AtomicLong nanos = new AtomicLong(-5);
    private final LastAnswers answers = answers(1_000_000);

    private LastAnswers answers(long bytesMax) {
        return new LastAnswers(
                new StaleSettings(DataSize.ofBytes(bytesMax), LIFETIME, 1),
                new SimpleMeterRegistry(),
                () -> NOON,
                nanos::get);
    }

    private static void remember(LastAnswers of, UserId user, String target, String body) {
        of.remember(of.asked(user, target), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String found(UserId user, String target) {
        return answers.find(user, target, BUSY)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void an_answer_is_told_with_marks_to_its_user_and_its_target_alone() {
        remember(answers, LI, "/a?b", "{\"items\":[\"恭喜\"]}");

        assertThat(found(LI, "/a?b")).isEqualTo(MARKS + "\"items\":[\"恭喜\"]}");
        assertThat(found(LI, "/a")).isEmpty();
        assertThat(found(WANG, "/a?b")).isEmpty();
    }

    @Test
    void an_answer_that_says_itself_as_of_when_it_is_says_so_once() {
        remember(answers, LI, "/a", "{\"asOf\":1}");

        assertThat(answers.find(LI, "/a", new StaleMark("switched_off", true)))
                .hasValueSatisfying(body ->
                        assertThat(new String(body, StandardCharsets.UTF_8))
                                .isEqualTo(
                                        "{\"stale\":true,\"notice\":\"switched_off\",\"asOf\":1}"));
    }

    @Test
    void the_latest_answer_counts() {
        remember(answers, LI, "/a", "{\"a\":1}");
        remember(answers, LI, "/b", "{\"b\":1}");
        remember(answers, LI, "/a", "{\"a\":2}");

        assertThat(found(LI, "/a")).endsWith("\"a\":2}");
        assertThat(found(LI, "/b")).endsWith("\"b\":1}");
    }

    @Test
    void what_a_user_changed_makes_all_earlier_answers_forgotten_and_only_that_users() {
        remember(answers, LI, "/a", "{\"a\":1}");
        remember(answers, WANG, "/a", "{\"a\":1}");

        answers.forget(LI);

        assertThat(found(LI, "/a")).isEmpty();
        assertThat(found(WANG, "/a")).isNotEmpty();
    }

    @Test
    void an_answer_that_was_asked_for_before_a_change_is_not_remembered_after_it() {
        Asked before = answers.asked(LI, "/a");
        Asked ofAnother = answers.asked(WANG, "/a");
        answers.forget(LI);
        answers.remember(before, bytes("{\"a\":1}"));
        answers.remember(ofAnother, bytes("{\"a\":1}"));

        assertThat(found(LI, "/a")).isEmpty();
        assertThat(found(WANG, "/a")).isNotEmpty();

        remember(answers, LI, "/a", "{\"a\":2}");

        assertThat(found(LI, "/a")).endsWith("\"a\":2}");
    }

    /** Its age counts from when it was asked for, whatever else the user asked meanwhile. */
    @Test
    void an_answer_that_is_older_than_its_lifetime_is_not_told() {
        remember(answers, LI, "/a", "{\"a\":1}");
        nanos.addAndGet(LIFETIME.minusSeconds(5).toNanos());
        remember(answers, LI, "/b", "{\"b\":1}");
        assertThat(found(LI, "/a")).isNotEmpty();

        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(found(LI, "/a")).isEmpty();
        assertThat(found(LI, "/b")).isNotEmpty();
    }

    @Test
    void of_one_user_the_oldest_answers_are_forgotten_first() {
        for (int i = 0; i <= LastAnswers.ANSWERS_MAX; i++) {
            remember(answers, LI, "/" + i, "{\"a\":1}");
        }

        assertThat(found(LI, "/0")).isEmpty();
        assertThat(found(LI, "/1")).isNotEmpty();
    }

    @Test
    void all_answers_together_take_no_more_than_they_may() {
        long bytesMax = 100_000;
        LastAnswers few = answers(bytesMax);
        String body = "{\"a\":\"" + "x".repeat(500) + "\"}";

        for (int user = 1; user <= 2_000; user++) {
            remember(few, new UserId(user), "/a", body);
            assertThat(few.bytes()).isLessThanOrEqualTo(bytesMax);
        }

        assertThat(few.bytes()).isGreaterThan(bytesMax / 2);
    }
}
