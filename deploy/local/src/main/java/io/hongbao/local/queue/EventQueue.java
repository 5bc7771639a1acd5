package io.hongbao.local.queue;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.program.StartException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a group has still to apply, as the broker knows it. */
final class EventQueue implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int REPORTS = 10;

    private final String brokers;
    private final String group;
    private final Admin admin;

    EventQueue(String brokers, String group) {
        this.brokers = brokers;
        this.group = group;
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /** Records behind the last one, of each partition. */
    Map<TopicPartition, Long> ends() {
        return ends(partitions(Topics.topicOf(group), Topics.PARTITIONS));
    }

    /** How many records the group has applied, ever. */
    long consumed() {
        return committed().values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many it has not. */
    long left() {
        Map<TopicPartition, Long> done = committed();
        return ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - done.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Dead letters of the group, ever. */
    long dead() {
        return ends(partitions(Topics.deadLettersOf(group), 1)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Events for the group from there on, as they came. */
    List<ConsumerRecord<byte[], byte[]>> since(Map<TopicPartition, Long> from) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = ends();
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    if (isForGroup(each)) {
                        found.add(each);
                    }
                }
            }
        }
        return found;
    }

    private boolean isForGroup(ConsumerRecord<byte[], byte[]> each) {
        Header groups = each.headers().lastHeader(Topics.GROUPS_HEADER);
        return groups != null
                && List.of(new String(groups.value(), StandardCharsets.UTF_8).split(","))
                        .contains(group);
    }

    /**
     * Publishes copies of these, in turn, where they were, for this group alone. They are what
     * somebody signed, and the group finds out one by one that it has applied them.
     */
    void fill(List<ConsumerRecord<byte[], byte[]>> sample, long count, LongConsumer sent) {
        List<ProducerRecord<byte[], byte[]>> copies = sample.stream().map(this::copy).toList();
        var failure = new AtomicReference<@Nullable Exception>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                brokers,
                                "acks",
                                "all",
                                "linger.ms",
                                20,
                                "batch.size",
                                1 << 17,
                                "compression.type",
                                "lz4"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (long at = 0; at < count && failure.get() == null; at++) {
                var _ =
                        producer.send(
                                copies.get((int) (at % copies.size())),
                                (_, failed) -> {
                                    if (failed != null) {
                                        failure.set(failed);
                                    }
                                });
                if ((at + 1) % Math.max(1, count / REPORTS) == 0) {
                    sent.accept(at + 1);
                }
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new StartException("the queue could not be filled: " + failed);
        }
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> original) {
        var copy =
                new ProducerRecord<>(
                        original.topic(), original.partition(), original.key(), original.value());
        original.headers().forEach(copy.headers()::add);
        copy.headers().add(Topics.REPLAY_HEADER, group.getBytes(StandardCharsets.UTF_8));
        return copy;
    }

    private Map<TopicPartition, Long> committed() {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> of) {
        return answer(
                        admin.listOffsets(
                                        of.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                each -> each,
                                                                _ -> OffsetSpec.latest())))
                                .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new StartException("Kafka: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
