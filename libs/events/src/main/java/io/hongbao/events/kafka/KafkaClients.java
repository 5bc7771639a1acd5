package io.hongbao.events.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The settings of every client of Kafka: those of the operator, and over them what correctness
 * rests on. Keys and values are bytes, so that a dead letter is what arrived.
 */
public final class KafkaClients {

    /**
     * How long the broker may take for one event. Less than the age at which the sweeper of an
     * outbox takes a row for lost.
     */
    public static final Duration DELIVERY_MAX = Duration.ofSeconds(10);

    private static final int ANSWER_MAX_MS = 10_000;
    private static final int REQUEST_MAX_MS = 5_000;
    private static final int BLOCK_MAX_MS = 2_000;

    private final Map<String, Object> forConsumers;
    private final Map<String, Object> forProducers;
    private final Map<String, Object> forAdmins;

    /** Settings of the operator: where brokers are, security, and what he wants of each kind. */
    public KafkaClients(
            Map<String, Object> forConsumers,
            Map<String, Object> forProducers,
            Map<String, Object> forAdmins) {
        this.forConsumers = Map.copyOf(forConsumers);
        this.forProducers = Map.copyOf(forProducers);
        this.forAdmins = Map.copyOf(forAdmins);
    }

    /** The same settings for clients of every kind. */
    public static KafkaClients of(Map<String, Object> settings) {
        return new KafkaClients(settings, settings, settings);
    }

    /** A consumer that begins at the first record, and commits offsets itself. */
    public Map<String, Object> consumer(String group, int recordsMax) {
        Map<String, Object> settings = reader();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MAX_MS);
        // A topic that is made after us should be found soon.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return settings;
    }

    /** A consumer of no group. */
    public Map<String, Object> reader() {
        var settings = new HashMap<>(forConsumers);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** A producer that is durable, without duplicates, and never stuck. */
    public Map<String, Object> producer() {
        var settings = new HashMap<>(forProducers);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(DELIVERY_MAX.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MAX_MS);
        // Batches are made by the relay: waiting for more would only delay them.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // At most once a topic and call; enough for the first metadata on a busy machine.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX_MS);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A broker that comes back should be found soon.
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    public Map<String, Object> admin() {
        return forAdmins;
    }
}
