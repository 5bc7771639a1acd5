package io.hongbao.events.consume;

import io.hongbao.events.consume.Outcome.Dead;
import io.hongbao.events.dead.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched of one partition, until all of it is done with. For the consumer's thread alone.
 */
final class PartitionWork<E> {

    private final ConsumeSettings settings;
    private final long nextOffset;
    private final List<DeadLetter> dead = new ArrayList<>();
    private List<UnappliedEvent<E>> left = new ArrayList<>();
    private @Nullable List<CompletableFuture<Outcome>> tries;
    private Instant tryAgainAt = Instant.MIN;
    private Duration wait;

    /** An event that is not applied yet, with its record. */
    private record UnappliedEvent<E>(ConsumerRecord<byte[], byte[]> record, E event) {}

    PartitionWork(ConsumeSettings settings, long nextOffset) {
        this.settings = settings;
        this.nextOffset = nextOffset;
        wait = settings.retryMin();
    }

    void add(ConsumerRecord<byte[], byte[]> from, E event) {
        left.add(new UnappliedEvent<>(from, event));
    }

    void add(DeadLetter letter) {
        dead.add(letter);
    }

    /** Whether its events should be tried now. */
    boolean due(Instant now) {
        return tries == null && !now.isBefore(tryAgainAt);
    }

    /** What is not applied, in the order of the partition. */
    List<E> events() {
        return left.stream().map(UnappliedEvent::event).toList();
    }

    /** Takes as many of the outcomes as there are {@link #events}. */
    void tried(Iterator<CompletableFuture<Outcome>> outcomes) {
        var some = new ArrayList<CompletableFuture<Outcome>>(left.size());
        for (int i = 0; i < left.size(); i++) {
            some.add(outcomes.next());
        }
        tries = some;
    }

    /** Whether answers are expected. */
    boolean underWay() {
        return tries != null;
    }

    boolean answered() {
        return tries != null && tries.stream().allMatch(CompletableFuture::isDone);
    }

    /** Once {@link #answered}: keeps what failed, and dead letters until they are published. */
    void settle(Instant now) {
        List<CompletableFuture<Outcome>> answers = Objects.requireNonNull(tries, "answered");
        var failed = new ArrayList<UnappliedEvent<E>>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).isCompletedExceptionally()) {
                failed.add(left.get(i));
            } else if (answers.get(i).join() instanceof Dead(var reason, var detail)) {
                dead.add(new DeadLetter(left.get(i).record(), reason, detail));
            }
        }
        wait = failed.size() < left.size() ? settings.retryMin() : longer();
        left = failed;
        tries = null;
        tryAgainAt = now.plus(wait);
    }

    private Duration longer() {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(settings.retryMax()) < 0 ? twice : settings.retryMax();
    }

    List<DeadLetter> dead() {
        return dead;
    }

    void deadPublished() {
        dead.clear();
    }

    boolean done() {
        return left.isEmpty() && dead.isEmpty();
    }

    /** Where the partition goes on once all is done. */
    long nextOffset() {
        return nextOffset;
    }

    int size() {
        return left.size() + dead.size();
    }
}
