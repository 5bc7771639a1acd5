package io.hongbao.events.consume;

import io.hongbao.contracts.event.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that a group has still to apply, over the partitions that this instance is assigned:
 * {@code hongbao_consumer_lag} with the tag {@code group}.
 *
 * <p>The broker is asked where partitions end. What the client knows by itself is where they ended
 * when it last fetched from them: for a partition that waits for a database, hours ago.
 */
final class ConsumerLag {

    /** How often each thread asks the broker, at most. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Duration ASK_MAX = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);

    private final String group;
    private final InstantSource clock;
    private final List<OfThread> threads = new CopyOnWriteArrayList<>();

    ConsumerLag(String group, MeterRegistry registry, InstantSource clock) {
        this.group = group;
        this.clock = clock;
        Gauge.builder("hongbao.consumer.lag", threads, ConsumerLag::sum)
                .description("Records of the assigned partitions that are not applied yet")
                .tag("group", group)
                .register(registry);
    }

    private static long sum(List<OfThread> threads) {
        return threads.stream().mapToLong(thread -> thread.records).sum();
    }

    /** For one more thread of the group. */
    OfThread newThread() {
        var thread = new OfThread();
        threads.add(thread);
        return thread;
    }

    /** The part of one thread, which alone may use it: a consumer belongs to its thread. */
    final class OfThread {

        private volatile long records;
        private double share;
        private Instant askAgainAt = Instant.MIN;

        private OfThread() {}

        /**
         * Asks the broker, unless it was asked just now. While it does not answer, the last answer
         * stands.
         *
         * @param held records before the consumer's positions that are not applied yet
         */
        void measure(Consumer<?, ?> consumer, long held) {
            if (clock.instant().isBefore(askAgainAt)) {
                return;
            }
            try {
                Map<TopicPartition, Long> ends = ends(consumer);
                records = held + ahead(consumer, ends);
                share = share(consumer.assignment(), ends);
            } catch (KafkaException noAnswer) {
                log.debug("lag not known: group={} reason={}", group, noAnswer.toString());
            }
            askAgainAt = clock.instant().plus(INTERVAL);
        }

        /** Of all partitions of the topic, not of ours alone. */
        private Map<TopicPartition, Long> ends(Consumer<?, ?> consumer) {
            if (consumer.assignment().isEmpty()) {
                return Map.of();
            }
            List<TopicPartition> all =
                    consumer.partitionsFor(Topics.topicOf(group), ASK_MAX).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            return consumer.endOffsets(all, ASK_MAX);
        }

        private static long ahead(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            long sum = 0;
            for (TopicPartition ours : consumer.assignment()) {
                sum += Math.max(0, ends.getOrDefault(ours, 0L) - consumer.position(ours, ASK_MAX));
            }
            return sum;
        }

        private static double share(Set<TopicPartition> assigned, Map<TopicPartition, Long> ends) {
            double used = ends.values().stream().filter(end -> end > 0).count();
            long ours = assigned.stream().filter(each -> ends.getOrDefault(each, 0L) > 0).count();
            return used == 0 ? 0 : ours / used;
        }

        /**
         * The part of the group's work that this thread has, 0 to 1: its partitions, of those that
         * ever had a record. Over all threads of all instances it is 1.
         */
        double share() {
            return share;
        }

        /** The partitions are others now: the share is not known, and asked for next. */
        void reassigned() {
            share = 0;
            askAgainAt = Instant.MIN;
        }
    }
}
