package io.hongbao.events.consume;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
                records = held + ahead(consumer);
            } catch (KafkaException noAnswer) {
                log.debug("lag not known: group={} reason={}", group, noAnswer.toString());
            }
            askAgainAt = clock.instant().plus(INTERVAL);
        }

        private static long ahead(Consumer<?, ?> consumer) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ASK_MAX);
            long sum = 0;
            for (var end : ends.entrySet()) {
                sum += Math.max(0, end.getValue() - consumer.position(end.getKey(), ASK_MAX));
            }
            return sum;
        }
    }
}
