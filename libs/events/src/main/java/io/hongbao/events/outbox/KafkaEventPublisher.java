package io.hongbao.events.outbox;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.kafka.DurableTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka. An event becomes a record with its key and value, and with the headers {@link
 * Topics#TYPE_HEADER}, {@link Topics#GROUPS_HEADER} and {@link Topics#SIGNATURE_HEADER}. An event
 * that can never arrive (no such partition, too large) fails alone; a broker that does not answer
 * is asked once a call, not once an event.
 */
public final class KafkaEventPublisher implements EventPublisher {

    private static final Logger log = LoggerFactory.getLogger(KafkaEventPublisher.class);

    /** Beyond the producer's own delivery time-out, after which every future is done. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final Duration deliveryMax;
    private final DurableTopics topics;

    /**
     * Uses a producer that belongs to the caller.
     *
     * @param deliveryMax the producer's {@code delivery.timeout.ms}
     */
    public KafkaEventPublisher(
            Producer<byte[], byte[]> producer, Duration deliveryMax, DurableTopics topics) {
        this.producer = producer;
        this.topics = topics;
        this.deliveryMax = deliveryMax;
    }

    @Override
    public BitSet publish(List<OutboxEvent> events) {
        var sent = new ArrayList<SentEvent>(events.size());
        var partitions = new HashMap<String, Integer>();
        for (int i = 0; i < events.size(); i++) {
            OutboxEvent event = events.get(i);
            int count = partitions.computeIfAbsent(event.topic(), this::partitionCount);
            if (count < 0) {
                continue;
            }
            if (event.partition() >= count) {
                log.error(
                        "no such partition: topic={} partition={} partitions={}",
                        event.topic(),
                        event.partition(),
                        count);
                continue;
            }
            try {
                sent.add(new SentEvent(i, producer.send(recordOf(event))));
            } catch (KafkaException | IllegalStateException failure) {
                // The buffer is full: asking for every further event would block each time.
                log.warn("cannot send: topic={} reason={}", event.topic(), failure.toString());
                break;
            }
        }
        return acknowledged(sent);
    }

    /** An event on its way, with its index in the call. */
    private record SentEvent(int index, Future<RecordMetadata> outcome) {}

    /** -1 when the broker does not answer, or the topic is refused. */
    private int partitionCount(String topic) {
        try {
            int count = producer.partitionsFor(topic).size();
            return topics.usable(topic) ? count : -1;
        } catch (KafkaException | IllegalStateException failure) {
            log.warn("no metadata: topic={} reason={}", topic, failure.toString());
            return -1;
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(OutboxEvent event) {
        var made =
                new ProducerRecord<>(
                        event.topic(), event.partition(), bytes(event.key()), bytes(event.value()));
        made.headers()
                .add(Topics.TYPE_HEADER, bytes(event.type()))
                .add(Topics.GROUPS_HEADER, bytes(event.groups()))
                .add(Topics.SIGNATURE_HEADER, bytes(event.signature()));
        return made;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private BitSet acknowledged(List<SentEvent> sent) {
        var arrived = new BitSet();
        long untilNanos = System.nanoTime() + deliveryMax.plus(MARGIN).toNanos();
        for (SentEvent each : sent) {
            try {
                long leftNanos = Math.max(0, untilNanos - System.nanoTime());
                each.outcome().get(leftNanos, TimeUnit.NANOSECONDS);
                arrived.set(each.index());
            } catch (ExecutionException | TimeoutException failure) {
                log.debug("not acknowledged", failure);
            } catch (InterruptedException | InterruptException _) {
                Thread.currentThread().interrupt();
                return arrived;
            }
        }
        if (arrived.cardinality() < sent.size()) {
            log.warn("not acknowledged: sent={} arrived={}", sent.size(), arrived.cardinality());
        }
        return arrived;
    }
}
