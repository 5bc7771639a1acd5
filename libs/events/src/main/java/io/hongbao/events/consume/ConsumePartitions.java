package io.hongbao.events.consume;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ReadResult.Event;
import io.hongbao.events.consume.ReadResult.NotForGroup;
import io.hongbao.events.consume.ReadResult.Unusable;
import io.hongbao.events.dead.DeadLetter;
import io.hongbao.events.dead.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one thread of a group. What was fetched of all partitions is applied together; each
 * partition then goes on by itself: while one waits for its database it is paused, for as long as
 * it takes, and the others go on. An offset is committed when all before it is applied, or is
 * published as a dead letter: whatever is lost in between is read again and finds itself done.
 *
 * <p>A loop of our own over the plain consumer: a listener container would wait for one partition's
 * database in the thread that serves the other partitions.
 */
final class ConsumePartitions<E> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ConsumePartitions.class);

    private static final Duration POLL_IDLE = Duration.ofMillis(250);
    private static final Duration POLL_UNDER_WAY = Duration.ofMillis(10);
    private static final Duration POLL_WAITING = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration COMMIT_MAX = Duration.ofSeconds(5);

    private final GroupContext<E> context;
    private final int thread;
    private final ApplyEvents<E> apply;
    private final ConsumerLag.OfThread lag;
    private final FetchedRecords fetched = new FetchedRecords();
    private final TokenBucket tokens;
    private final Map<TopicPartition, PartitionWork<E>> work = new HashMap<>();
    private volatile boolean running = true;

    ConsumePartitions(
            GroupContext<E> context, int thread, ApplyEvents<E> apply, ConsumerLag.OfThread lag) {
        this.context = context;
        this.thread = thread;
        this.apply = apply;
        this.lag = lag;
        tokens = new TokenBucket(context.clock().instant());
    }

    /**
     * What the threads of a group share.
     *
     * @param consumers by the number of the thread
     * @param rate records a second of all instances together; empty without a limit
     */
    record GroupContext<E>(
            IntFunction<Consumer<byte[], byte[]>> consumers,
            EventReader<E> reader,
            DeadLetters deadLetters,
            ConsumeSettings settings,
            Supplier<OptionalInt> rate,
            MeterRegistry registry,
            Clock clock) {

        String group() {
            return reader.group();
        }
    }

    @Override
    public void run() {
        while (running) {
            try (Consumer<byte[], byte[]> consumer = context.consumers().apply(thread);
                    var metrics = new KafkaClientMetrics(consumer)) {
                metrics.bindTo(context.registry());
                consume(consumer);
            } catch (Throwable failure) {
                // The outermost loop, and the only thread with these partitions: a new consumer
                // starts from what was committed.
                log.error("consumer failed, starting again: group={}", context.group(), failure);
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            } finally {
                work.clear();
                fetched.clear();
            }
        }
        apply.close();
    }

    /** Ends the loop after its next step. */
    void stop() {
        running = false;
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topics.topicOf(context.group())), new DropLost());
        while (running) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience());
            fetched.add(polled);
            fetched.take(allowed(), work.keySet()).forEach(this::take);
            // Nothing more is fetched of these until they are done.
            consumer.pause(work.keySet());
            consumer.pause(fetched.partitions());
            step(consumer);
            lag.measure(consumer, held());
            // Of a backlog enough has gathered already.
            if (!polled.isEmpty() && polled.count() < context.settings().recordsMax()) {
                LockSupport.parkNanos(context.settings().gather().toNanos());
            }
        }
    }

    private Duration patience() {
        if (work.values().stream().anyMatch(PartitionWork::underWay)) {
            return POLL_UNDER_WAY;
        }
        return held() == 0 ? POLL_IDLE : POLL_WAITING;
    }

    /** Records that were fetched and are not applied. */
    private int held() {
        return fetched.size() + work.values().stream().mapToInt(PartitionWork::size).sum();
    }

    /** How many of the fetched records may be applied now. */
    private int allowed() {
        int ready = fetched.ready(work.keySet());
        Instant now = context.clock().instant();
        OptionalInt rate = context.rate().get();
        if (rate.isPresent()) {
            return tokens.take(ready, rate.getAsInt() * lag.share(), now);
        }
        tokens.clear(now);
        return ready;
    }

    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var taken = new PartitionWork<E>(context.settings(), records.getLast().offset() + 1);
        for (ConsumerRecord<byte[], byte[]> each : records) {
            switch (context.reader().read(each)) {
                case Event<E>(var event) -> taken.add(each, event);
                case Unusable<E>(var reason, var detail) ->
                        taken.add(new DeadLetter(each, reason, detail));
                case NotForGroup<E>(var type) -> skipped(type);
            }
        }
        work.put(partition, taken);
    }

    private void skipped(String type) {
        context.registry()
                .counter("hongbao.events.skipped", "group", context.group(), "type", type)
                .increment();
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        Instant now = context.clock().instant();
        List<PartitionWork<E>> due = work.values().stream().filter(each -> each.due(now)).toList();
        List<E> events = due.stream().flatMap(each -> each.events().stream()).toList();
        var outcomes =
                events.isEmpty()
                        ? Collections.<CompletableFuture<Outcome>>emptyIterator()
                        : apply.apply(events).iterator();
        due.forEach(each -> each.tried(outcomes));
        List<PartitionWork<E>> answered =
                work.values().stream().filter(PartitionWork::answered).toList();
        answered.forEach(each -> each.settle(now));
        publishDead(answered);
        commitDone(consumer);
    }

    /** Those that are not published stay, and are tried again with their partition. */
    private void publishDead(List<PartitionWork<E>> answered) {
        List<DeadLetter> dead = answered.stream().flatMap(each -> each.dead().stream()).toList();
        if (!dead.isEmpty() && context.deadLetters().publish(dead)) {
            answered.forEach(PartitionWork::deadPublished);
        }
    }

    private void commitDone(Consumer<byte[], byte[]> consumer) {
        var done = new HashMap<TopicPartition, OffsetAndMetadata>();
        work.forEach((partition, each) -> {
            if (each.done()) {
                done.put(partition, new OffsetAndMetadata(each.nextOffset()));
            }
        });
        if (done.isEmpty()) {
            return;
        }
        done.keySet().forEach(work::remove);
        consumer.resume(
                done.keySet().stream()
                        .filter(each -> !fetched.partitions().contains(each))
                        .toList());
        try {
            consumer.commitSync(done, COMMIT_MAX);
        } catch (KafkaException notCommitted) {
            // The partitions moved on, or the broker is away: who reads these again finds them
            // done.
            log.warn(
                    "offsets not committed: group={} reason={}",
                    context.group(),
                    notCommitted.toString());
        }
    }

    /** Partitions that went to another instance are its business now. */
    private final class DropLost implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(work::remove);
            fetched.drop(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            lag.reassigned();
            log.info("assigned: group={} partitions={}", context.group(), partitions.size());
        }
    }
}
