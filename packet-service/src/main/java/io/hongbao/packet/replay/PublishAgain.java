package io.hongbao.packet.replay;

import io.hongbao.contracts.event.Topics;
import io.hongbao.packet.activate.Origin;
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
 * Publishes dead letters of the payments topic again, as they were and where they were: key, value,
 * type, signature and partition. Takes those that are there when it begins and have not been
 * replayed yet. At least once: stopped at any point it can be run again, and a payment that is told
 * twice is applied once.
 */
final class PublishAgain {

    private static final Logger log = LoggerFactory.getLogger(PublishAgain.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** How many polls in a row may bring nothing before the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 60;

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private int published;
    private int unusable;

    /** Both belong to the caller; {@code consumer} remembers what was replayed. */
    PublishAgain(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    /** Once. Throws a {@link KafkaException} when the broker does not answer. */
    ReplayReport run() throws InterruptedException {
        Map<TopicPartition, Long> ends = assign();
        int empty = 0;
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<ConsumerRecord<byte[], byte[]>> letters = poll(ends);
            publish(letters);
            empty = letters.isEmpty() ? empty + 1 : 0;
            if (empty > EMPTY_POLLS_MAX) {
                throw new TimeoutException("no dead letters arrive");
            }
        }
        return new ReplayReport(published, unusable);
    }

    private Map<TopicPartition, Long> assign() {
        String topic = Topics.deadLettersOf(Topics.PAYMENTS, Topics.GROUP_ACTIVATIONS);
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
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
            Optional<Origin> origin = Origin.readFrom(letter.headers());
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

    private static ProducerRecord<byte[], byte[]> again(
            ConsumerRecord<byte[], byte[]> letter, Origin origin) {
        var payment =
                new ProducerRecord<>(
                        origin.topic(), origin.partition(), letter.key(), letter.value());
        for (String name : List.of(Topics.TYPE_HEADER, Topics.SIGNATURE_HEADER)) {
            Header header = letter.headers().lastHeader(name);
            if (header != null) {
                payment.headers().add(header);
            }
        }
        return payment;
    }
}
