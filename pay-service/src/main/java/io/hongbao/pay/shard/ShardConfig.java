package io.hongbao.pay.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.KafkaEventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the wallet shards of the catalogue, and the producer that their outboxes share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WalletSettings.class)
class ShardConfig {

    /** Less than the age at which the sweeper takes a row for lost. */
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(10);

    /** The outboxes of all shards share one producer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(EventPublisher.class)
    static class Kafka {

        @Bean
        Producer<String, String> paymentsProducer(
                @Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
            return new KafkaProducer<>(
                    KafkaEventPublisher.producerSettings(bootstrap, DELIVERY_MAX));
        }

        @Bean
        EventPublisher eventPublisher(Producer<String, String> paymentsProducer) {
            return new KafkaEventPublisher(paymentsProducer, DELIVERY_MAX);
        }
    }

    @Bean
    WalletShards walletShards(
            WalletSettings settings,
            EventPublisher publisher,
            Clock clock,
            MeterRegistry registry) {
        return new WalletShards(
                WalletCatalogue.read(settings.file()), settings, publisher, clock, registry);
    }
}
