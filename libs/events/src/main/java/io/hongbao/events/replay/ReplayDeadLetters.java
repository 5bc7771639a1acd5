package io.hongbao.events.replay;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.dead.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes dead letters of a group again, as they were and where they were, for this group alone.
 * Takes those that are there when it begins and have not been replayed yet. At least once: stopped
 * at any point it can be run again, and an event that is published twice is applied once.
 */
final class ReplayDeadLetters {

    private static final Logger log = LoggerFactory.getLogger(ReplayDeadLetters.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** How many polls in a row may bring nothing before the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 60;

    private static final List<String> KEPT =
            List.of(Topics.TYPE_HEADER, Topics.GROUPS_HEADER, Topics.SIGNATURE_HEADER);

    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private int published;
    private int unusable;

    /** Both belong to the caller; {@code consumer} remembers what was replayed. */
    ReplayDeadLetters(
            String group, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.group = group;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** How many were published, and how many do not say where they belong. */
    record Report(int published, int unusable) {}

    /** Once. Throws a {@link KafkaException} when the broker does not answer. */
    Report run() throws InterruptedException {
        Map<TopicPartition, Long> ends = assign();
        int empty = 0;
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<ConsumerRecord<byte[], byte[]>> letters = poll(ends);
            publish(letters);
            empty = letters.isEmpty() ? empty + 1 : 0;
            if (empty > EMPTY_POLLS_MAX) {
                throw new TimeoutException("no dead letters arrive: group=" + group);
            }
        }
        return new Report(published, unusable);
    }

    private Map<TopicPartition, Long> assign() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.deadLettersOf(group)).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }

    /** Only what was there at the start: what dies again meanwhile is for the next replay. */
    private List<ConsumerRecord<byte[], byte[]>> poll(Map<TopicPartition, Long> ends) {
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
            Long end = ends.get(new TopicPartition(letter.topic(), letter.partition()));
            if (end != null && letter.offset() < end) {
                letters.add(letter);
            }
        }
        return letters;
    }

    /** When all in-sync replicas have all of them, they count as replayed. */
    private void publish(List<ConsumerRecord<byte[], byte[]>> letters) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        var read = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            Optional<Origin> origin = Origin.readFrom(letter.headers(), Topics.topicOf(group));
            if (origin.isPresent()) {
                sent.add(producer.send(again(letter, origin.get())));
            } else {
                log.error(
                        "must say where it came from: partition={} offset={}",
                        letter.partition(),
                        letter.offset());
                unusable++;
            }
            read.put(
                    new TopicPartition(letter.topic(), letter.partition()),
                    new OffsetAndMetadata(letter.offset() + 1));
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException failure) {
                throw new KafkaException("a dead letter was not published", failure.getCause());
            }
        }
        consumer.commitSync(read);
        published += sent.size();
    }

    private ProducerRecord<byte[], byte[]> again(
            ConsumerRecord<byte[], byte[]> letter, Origin origin) {
        var again =
                new ProducerRecord<>(
                        origin.topic(), origin.partition(), letter.key(), letter.value());
        for (String name : KEPT) {
            Header header = letter.headers().lastHeader(name);
            if (header != null) {
                again.headers().add(header);
            }
        }
        again.headers().add(Topics.REPLAY_HEADER, group.getBytes(StandardCharsets.UTF_8));
        return again;
    }
}
