package io.hongbao.events.outbox;

import io.hongbao.contracts.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning. */
final class ReadTopic {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ReadTopic() {}

    /** At least so many events, unless they do not come for a minute. */
    static List<OutboxEvent> read(String bootstrap, String topic, int partitions, int count) {
        var events = new ArrayList<OutboxEvent>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> all =
                    IntStream.range(0, partitions)
                            .mapToObj(number -> new TopicPartition(topic, number))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (events.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500)).forEach(found -> events.add(event(found)));
            }
        }
        return events;
    }

    private static OutboxEvent event(ConsumerRecord<String, String> found) {
        return new OutboxEvent(
                found.topic(),
                found.partition(),
                found.key(),
                header(found, Topics.TYPE_HEADER),
                header(found, Topics.GROUPS_HEADER),
                found.value(),
                header(found, Topics.SIGNATURE_HEADER));
    }

    private static String header(ConsumerRecord<String, String> found, String name) {
        return new String(found.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
