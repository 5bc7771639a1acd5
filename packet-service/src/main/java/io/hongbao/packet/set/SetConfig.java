package io.hongbao.packet.set;

import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.KafkaEventPublisher;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.serving.fleet.Fleet;
import io.hongbao.serving.fleet.FleetService;
import io.hongbao.serving.fleet.FleetSettings;
import io.hongbao.serving.key.SeedKeys;
import io.hongbao.serving.metric.OperationMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the SETs of the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SetSettings.class,
    CatalogueSettings.class,
    BreakerSettings.class,
    CallSettings.class
})
class SetConfig {

    @Bean
    Producer<String, String> producer(KafkaProperties kafka, SetSettings settings) {
        var properties = new HashMap<String, Object>(kafka.buildProducerProperties());
        properties.putAll(
                KafkaEventPublisher.producerSettings(
                        String.join(",", kafka.getBootstrapServers()), settings.deliveryMax()));
        return new KafkaProducer<>(properties);
    }

    @Bean
    EventPublisher eventPublisher(Producer<String, String> producer, SetSettings settings) {
        return new KafkaEventPublisher(producer, settings.deliveryMax());
    }

    @Bean
    TimedCalls timedCalls(OperationMetrics metrics, Clock clock) {
        return new TimedCalls(metrics, clock);
    }

    @Bean
    TableOwners tableOwners(FleetSettings settings, Fleet fleet) {
        return new TableOwners(
                settings.self(), settings.ownersOfASet(), fleet.of(FleetService.PACKET_SERVICE));
    }

    @Bean
    OpenSet.Shared sharedBySets(
            SeedKeys seedKeys,
            EventSignatures signatures,
            EventPublisher publisher,
            TableOwners owners,
            BreakerSettings breaker) {
        return new OpenSet.Shared(
                new PacketAmounts(seedKeys.keys()),
                new PacketEvents(JsonMapper.builder().build(), signatures),
                publisher,
                owners,
                breaker);
    }

    @Bean
    WatchedSets watchedSets(SetSettings settings, CatalogueSettings following, Clock clock) {
        return WatchedSets.read(settings.file(), following.poll(), clock);
    }

    @Bean
    SetMeters setMeters(MeterRegistry registry) {
        return new SetMeters(registry);
    }

    @Bean
    OpenSet openSet(
            SetSettings settings, OpenSet.Shared shared, Clock clock, MeterRegistry registry) {
        return new OpenSet(settings, shared, clock, registry);
    }

    @Bean
    SetRouter setRouter(
            WatchedSets catalogue,
            OpenSet openSet,
            SetSettings settings,
            SetMeters meters,
            Clock clock) {
        return new SetRouter(catalogue, openSet, settings, meters, clock);
    }

    @Bean
    WarmUp warmUp(SetRouter sets, Clock clock) {
        return new WarmUp(sets, clock);
    }
}
