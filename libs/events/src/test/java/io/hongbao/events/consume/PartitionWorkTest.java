package io.hongbao.events.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.events.dead.DeadLetter;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.testkit.cases.EveryCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PartitionWorkTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final ConsumeSettings SETTINGS =
            new ConsumeSettings(
                    1, 10, Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(500));

    /** Up to four records, each of which is unusable, done, dead, or to be tried again. */
    @Test
    void nothing_is_done_before_all_is_applied_or_a_published_dead_letter() {
        var every = new EveryCase();
        while (every.next()) {
            int count = every.choose(1, 4);
            boolean deadPublished = every.choose(0, 1) == 1;
            var work = new PartitionWork<String>(SETTINGS, count);
            var outcomes = new ArrayList<CompletableFuture<Outcome>>();
            int failed = 0;
            int dead = 0;
            for (int i = 0; i < count; i++) {
                switch (every.choose(0, 3)) {
                    case 0 -> {
                        work.add(letter(i));
                        dead++;
                    }
                    case 1 -> addTo(work, i, outcomes, done());
                    case 2 -> {
                        addTo(work, i, outcomes, dead());
                        dead++;
                    }
                    default -> {
                        addTo(work, i, outcomes, failed());
                        failed++;
                    }
                }
            }

            work.tried(outcomes.iterator());
            work.settle(NOON);
            assertThat(work.dead()).hasSize(dead);
            if (deadPublished) {
                work.deadPublished();
            }

            assertThat(work.events()).hasSize(failed);
            assertThat(work.size()).isEqualTo(failed + (deadPublished ? 0 : dead));
            assertThat(work.done()).isEqualTo(failed == 0 && (deadPublished || dead == 0));
        }
    }

    @Test
    void it_waits_for_every_answer() {
        var answer = new CompletableFuture<Outcome>();
        var work = new PartitionWork<String>(SETTINGS, 2);
        work.add(from(0), "event");
        work.add(from(1), "event");
        work.tried(List.of(done(), answer).iterator());

        assertThat(work.answered()).isFalse();
        assertThat(work.due(NOON)).isFalse();

        answer.complete(Outcome.DONE);

        assertThat(work.answered()).isTrue();
    }

    @Test
    void what_fails_again_and_again_is_tried_less_and_less_often_and_sooner_after_a_success() {
        var work = new PartitionWork<String>(SETTINGS, 2);
        work.add(from(0), "event");
        work.add(from(1), "event");

        assertThat(waitAfter(work, failed(), failed())).isEqualTo(Duration.ofMillis(400));
        assertThat(waitAfter(work, failed(), failed())).isEqualTo(Duration.ofMillis(500));
        assertThat(waitAfter(work, done(), failed())).isEqualTo(Duration.ofMillis(200));
    }

    private static Duration waitAfter(
            PartitionWork<String> work,
            CompletableFuture<Outcome> first,
            CompletableFuture<Outcome> second) {
        work.tried(List.of(first, second).iterator());
        work.settle(NOON);
        int millis = 0;
        while (!work.due(NOON.plusMillis(millis))) {
            millis++;
        }
        return Duration.ofMillis(millis);
    }

    private static void addTo(
            PartitionWork<String> work,
            int offset,
            List<CompletableFuture<Outcome>> outcomes,
            CompletableFuture<Outcome> outcome) {
        work.add(from(offset), "event");
        outcomes.add(outcome);
    }

    private static CompletableFuture<Outcome> done() {
        return CompletableFuture.completedFuture(Outcome.DONE);
    }

    private static CompletableFuture<Outcome> dead() {
        return CompletableFuture.completedFuture(
                new Outcome.Dead(DeadReason.DIFFERS, "must be as before"));
    }

    private static CompletableFuture<Outcome> failed() {
        return CompletableFuture.failedFuture(new IllegalStateException("database is away"));
    }

    private static DeadLetter letter(int offset) {
        return new DeadLetter(from(offset), DeadReason.UNSIGNED, "must be signed");
    }

    private static ConsumerRecord<byte[], byte[]> from(int offset) {
        return new ConsumerRecord<>("packets", 0, offset, new byte[0], new byte[0]);
    }
}
