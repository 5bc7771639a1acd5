package io.hongbao.events.outbox;

import io.hongbao.events.kafka.DurableTopics;
import io.hongbao.events.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The suite's producer, but for how long it tries. */
final class PatientProducer {

    private PatientProducer() {}

    static KafkaProducer<byte[], byte[]> at(String bootstrap, Duration deliveryMax) {
        Map<String, Object> settings =
                KafkaClients.of(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))
                        .producer();
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryMax.toMillis()));
        return new KafkaProducer<>(settings);
    }

    /** To topics of one copy. */
    static EventPublisher publisher(KafkaProducer<byte[], byte[]> producer, Duration deliveryMax) {
        return new KafkaEventPublisher(
                producer, deliveryMax, new DurableTopics(KafkaClients.of(Map.of()), false));
    }
}
