package io.hongbao.events.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.hongbao.contracts.event.Topics;
import io.hongbao.servers.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker of its own: no service takes what is published again. */
final class ReplayProgramTest {

    private static final String DEAD = Topics.deadLettersOf(Topics.GROUP_ACTIVATIONS);

    @TempDir static Path directory;
    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(directory);
        kafka.createTopics(Map.of(Topics.PAYMENTS, Topics.PARTITIONS, DEAD, 1));
    }

    @AfterAll
    static void close() {
        kafka.close();
    }

    @Test
    void dead_letters_are_published_as_they_were_and_each_once_a_replay() throws Exception {
        putAside("order-1", "{\"first\":1}", Topics.PAYMENTS + "/3/17");
        putAside("order-2", "{\"second\":2}", Topics.PAYMENTS + "/19/0");

        assertThat(replay()).isZero();

        List<ConsumerRecord<String, String>> payments = payments();
        assertThat(payments)
                .extracting(ConsumerRecord::partition, ConsumerRecord::key, ConsumerRecord::value)
                .containsExactlyInAnyOrder(
                        tuple(3, "order-1", "{\"first\":1}"),
                        tuple(19, "order-2", "{\"second\":2}"));
        // Nothing of its first life as a dead letter: it may die again, of something else.
        assertThat(payments)
                .allSatisfy(payment ->
                        assertThat(payment.headers().toArray())
                                .extracting(Header::key)
                                .containsExactly(
                                        Topics.TYPE_HEADER,
                                        Topics.GROUPS_HEADER,
                                        Topics.SIGNATURE_HEADER,
                                        Topics.REPLAY_HEADER));
        assertThat(replay()).isZero();
        assertThat(payments()).hasSize(2);

        putAside("order-3", "{}", "of/somewhere/else");
        putAside("order-4", "{}", Topics.PAYMENTS + "/20/0");
        putAside("order-5", "{}", Topics.PAYMENTS + "/0/5");

        assertThat(replay()).isEqualTo(1);
        assertThat(payments())
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("order-1", "order-2", "order-5");
    }

    @Test
    void what_cannot_be_run_is_told_apart() {
        assertThat(run(kafka.bootstrapServers(), "--replay=somebody")).isEqualTo(2);
        assertThat(run("127.0.0.1:1", "--replay=packet-activations")).isEqualTo(2);
    }

    private static int replay() {
        return run(kafka.bootstrapServers(), "--replay=packet-activations");
    }

    private static int run(String bootstrapServers, String argument) {
        return ReplayProgram.run(
                "--spring.profiles.active=local",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                argument);
    }

    private static void putAside(String key, String value, String origin) throws Exception {
        var letter = new ProducerRecord<>(DEAD, key, value);
        letter.headers()
                .add(Topics.TYPE_HEADER, "PacketPaidV1".getBytes(UTF_8))
                .add(Topics.GROUPS_HEADER, Topics.GROUP_ACTIVATIONS.getBytes(UTF_8))
                .add(Topics.SIGNATURE_HEADER, "k.signature".getBytes(UTF_8))
                .add("hongbao-dead-reason", "unknown_order".getBytes(UTF_8))
                .add("hongbao-dead-origin", origin.getBytes(UTF_8));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(letter).get();
        }
    }

    /** All that are there now. */
    private static List<ConsumerRecord<String, String>> payments() {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.PAYMENTS).stream()
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }
}
