package io.hongbao.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each with a broker of its own, which takes seconds to start. */
@Execution(ExecutionMode.CONCURRENT)
class KafkaServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path directory;

    @Test
    void what_was_acknowledged_survives_a_kill() throws Exception {
        try (var server = KafkaServer.start(directory)) {
            server.createTopic("letters", 3);
            send(server, "letters", "before");

            server.kill();
            server.start();
            send(server, "letters", "after");

            assertThat(received(server, "letters", 2)).containsExactlyInAnyOrder("before", "after");
        }
    }

    @Test
    void a_topic_that_is_there_stays_as_it_is() throws Exception {
        try (var server = KafkaServer.start(directory)) {
            server.createTopic("letters", 1);
            send(server, "letters", "first");

            server.createTopics(Map.of("letters", 1, "parcels", 2));
            server.stop();
            server.start();

            assertThat(received(server, "letters", 1)).containsExactly("first");
        }
    }

    @Test
    void a_topic_is_never_made_by_using_it() {
        try (var server = KafkaServer.start(directory)) {
            assertThatThrownBy(() -> send(server, "never-made", "lost", Duration.ofSeconds(3)))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void the_shared_broker_gives_each_test_a_topic_of_its_own() {
        assertThat(SharedKafka.newTopic("letters", 1))
                .isNotEqualTo(SharedKafka.newTopic("letters", 1));
    }

    private static void send(KafkaServer server, String topic, String value) throws Exception {
        send(server, topic, value, PATIENCE);
    }

    private static void send(KafkaServer server, String topic, String value, Duration blockMax)
            throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", server.bootstrapServers(),
                                "acks", "all",
                                "max.block.ms", Long.toString(blockMax.toMillis())),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    private static List<String> received(KafkaServer server, String topic, int count) {
        List<String> values = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", server.bootstrapServers(),
                                "group.id", "readers",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}
