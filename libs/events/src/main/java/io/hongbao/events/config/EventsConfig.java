package io.hongbao.events.config;

import io.hongbao.catalogue.WatchedRuntime;
import io.hongbao.events.consume.ConsumeGroup;
import io.hongbao.events.kafka.DurableTopics;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.events.kafka.UsedTopics;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.KafkaEventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Clients of Kafka by {@code spring.kafka}, for services. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
public class EventsConfig {

    /** From Spring Boot's factories, which know bundles of TLS certificates, too. */
    @Bean
    KafkaClients kafkaClients(
            DefaultKafkaConsumerFactory<?, ?> consumers,
            DefaultKafkaProducerFactory<?, ?> producers,
            KafkaAdmin admin) {
        return new KafkaClients(
                consumers.getConfigurationProperties(),
                producers.getConfigurationProperties(),
                admin.getConfigurationProperties());
    }

    /** The brokers of a laptop keep one copy. */
    @Bean
    DurableTopics durableTopics(KafkaClients clients, Environment environment) {
        return new DurableTopics(clients, !environment.matchesProfiles("local"));
    }

    /** After everything has started, topics that are made then included; before it is ready. */
    @Bean
    @ConditionalOnBean(UsedTopics.class)
    ApplicationRunner checkTopics(DurableTopics durable, UsedTopics used) {
        return _ -> durable.check(used.topics());
    }

    /** One for all events and dead letters of the service. */
    @Bean(destroyMethod = "close")
    @Lazy
    Producer<byte[], byte[]> eventProducer(KafkaClients clients) {
        return new KafkaProducer<>(clients.producer());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    EventPublisher eventPublisher(Producer<byte[], byte[]> producer, DurableTopics topics) {
        return new KafkaEventPublisher(producer, KafkaClients.DELIVERY_MAX, topics);
    }

    @Bean
    @Lazy
    ConsumeGroup.Shared sharedByGroups(
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            DurableTopics topics,
            WatchedRuntime runtime,
            MeterRegistry registry,
            Clock clock) {
        // Process and host.
        String instance = ManagementFactory.getRuntimeMXBean().getName();
        return new ConsumeGroup.Shared(
                instance, clients, producer, topics, runtime::current, registry, clock);
    }
}
