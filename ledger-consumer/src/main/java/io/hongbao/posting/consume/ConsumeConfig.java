package io.hongbao.posting.consume;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.Topics;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.posting.apply.ApplyRecords.Destinations;
import io.hongbao.posting.apply.PostCredits;
import io.hongbao.posting.apply.PostRecords;
import io.hongbao.posting.apply.Posting;
import io.hongbao.posting.apply.PostingMetrics;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.event.EventReader;
import io.hongbao.posting.shard.ShardWatch;
import io.hongbao.posting.shard.WalletShards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.MicrometerConsumerListener;

/** Wires the consumer groups. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostingSettings.class)
class ConsumeConfig {

    private static final int DELIVERY_MAX_MS = 10_000;
    private static final int REQUEST_MAX_MS = 5_000;

    @Bean
    PostCredits postCredits(Clock clock) {
        return new PostCredits(new LedgerWrites(clock));
    }

    @Bean
    PostRecords postRecords() {
        return new PostRecords(new Records());
    }

    @Bean
    EventReader eventReader(EventSignatures signatures) {
        return new EventReader(signatures);
    }

    @Bean
    Destinations destinations(
            WalletShards shards, ShardWatch watch, MeterRegistry registry, Clock clock) {
        return new Destinations(shards, watch, new PostingMetrics(registry, clock));
    }

    /** Bytes, so that a dead letter is what arrived. With the metrics of Kafka's own client. */
    @Bean
    RecordConsumers recordConsumers(
            KafkaProperties kafka, PostingSettings settings, MeterRegistry registry) {
        Map<String, Object> properties = kafka.buildConsumerProperties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchMax());
        var factory =
                new DefaultKafkaConsumerFactory<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        factory.addListener(new MicrometerConsumerListener<>(registry));
        return new RecordConsumers(factory);
    }

    @Bean(destroyMethod = "close")
    Producer<byte[], byte[]> deadLetterProducer(KafkaProperties kafka) {
        Map<String, Object> properties = kafka.buildProducerProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MAX_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MAX_MS);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MAX_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    DeadLetters deadLetters(
            Producer<byte[], byte[]> producer,
            PostingSettings settings,
            MeterRegistry registry,
            Clock clock) {
        return new DeadLetters(producer, settings.topic(), registry, clock);
    }

    @Bean
    ConsumerGroups.Parts consumerGroupParts(
            EventReader reader,
            Destinations destinations,
            DeadLetters deadLetters,
            MeterRegistry registry,
            Clock clock) {
        return new ConsumerGroups.Parts(reader, destinations, deadLetters, registry, clock);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "hongbao.posting.consume", matchIfMissing = true)
    ConsumerGroups consumerGroups(
            PostingSettings settings,
            RecordConsumers consumers,
            List<Posting<?>> postings,
            ConsumerGroups.Parts parts) {
        return new ConsumerGroups(settings, consumers.factory(), postings, parts);
    }

    /** Made when they are not there. Dead letters are kept until somebody has looked at them. */
    @Bean
    NewTopics topics(PostingSettings settings, DeadLetters deadLetters) {
        return new NewTopics(
                TopicBuilder.name(settings.topic()).partitions(Topics.PARTITIONS).build(),
                deadTopic(deadLetters.topicOf(Topics.GROUP_CREDITS)),
                deadTopic(deadLetters.topicOf(Topics.GROUP_RECORDS)));
    }

    private static NewTopic deadTopic(String name) {
        return TopicBuilder.name(name)
                .partitions(1)
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .build();
    }
}
