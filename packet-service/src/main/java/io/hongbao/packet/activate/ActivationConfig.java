package io.hongbao.packet.activate;

import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.TableOwners;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What activation by events is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivationSettings.class)
class ActivationConfig {

    @Bean
    AskOwner askOwner(
            TableOwners owners, Tickets tickets, ActivationSettings settings, Clock clock) {
        return new AskOwner(owners, tickets, settings.callMax(), clock);
    }

    @Bean
    ApplyPayment applyPayment(
            SetRouter sets,
            EventSignatures signatures,
            AskOwner askOwner,
            Producer<String, String> producer,
            ActivationSettings settings,
            Clock clock) {
        return new ApplyPayment(
                sets,
                new ReadPayment(signatures),
                askOwner,
                new DeadLetters(producer),
                settings,
                clock);
    }

    @Bean
    ConsumePayments consumePayments(
            KafkaProperties kafka,
            ApplyPayment applyPayment,
            ActivationSettings settings,
            Clock clock,
            MeterRegistry registry) {
        Map<String, Object> properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.GROUP_ACTIVATIONS);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.recordsMax());
        // A topic that is made after us should be found soon.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new ConsumePayments(
                () -> new KafkaConsumer<>(properties), applyPayment, settings, clock, registry);
    }
}
