package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.servers.SharedKafka;
import io.hongbao.testkit.cases.Eventually;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEventPublisherTest implements EventPublisherContract {

    private static final Duration DELIVERY_MAX = Duration.ofMinutes(1);

    private final String topic = SharedKafka.newTopic("packets", 2);
    private final KafkaProducer<byte[], byte[]> producer =
            PatientProducer.at(SharedKafka.bootstrapServers(), DELIVERY_MAX);
    private final EventPublisher publisher = PatientProducer.publisher(producer, DELIVERY_MAX);

    /** The publisher itself waits two seconds for what a producer has to know first. */
    @BeforeEach
    void know_the_topic() {
        Eventually.isTrue(
                "partitions known", DELIVERY_MAX, () -> producer.partitionsFor(topic).size() == 2);
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Override
    public EventPublisher publisher() {
        return publisher;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public List<OutboxEvent> arrived(int count) {
        return ReadTopic.read(SharedKafka.bootstrapServers(), topic, 2, count);
    }

    @Test
    void an_event_that_is_too_large_fails_alone() {
        var small =
                new OutboxEvent(topic, 0, "", "ShareOpenedV1", "balance-credits", "{}", "signed");
        var large =
                new OutboxEvent(
                        topic,
                        0,
                        "",
                        "ShareOpenedV1",
                        "balance-credits",
                        "x".repeat(2_000_000),
                        "signed");

        assertThat(publisher.publish(List.of(large, small)).stream()).containsExactly(1);
    }

    /** Asked a thousand times, each for two seconds, it would take half an hour. */
    @Test
    void a_broker_that_is_not_there_costs_one_wait_a_call() {
        try (var lost = PatientProducer.at("127.0.0.1:1", DELIVERY_MAX)) {
            var event =
                    new OutboxEvent(
                            topic, 0, "", "ShareOpenedV1", "balance-credits", "{}", "signed");
            long since = System.nanoTime();

            var arrived =
                    PatientProducer.publisher(lost, DELIVERY_MAX)
                            .publish(Collections.nCopies(1_000, event));

            assertThat(arrived.isEmpty()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(DELIVERY_MAX);
            lost.close(Duration.ZERO);
        }
    }
}
