package io.hongbao.packet.set;

import io.hongbao.calls.route.CatalogueSettings;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.serving.key.SeedKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the SETs of the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SetSettings.class, CatalogueSettings.class, BreakerSettings.class})
class SetConfig {

    @Bean
    ConnectSet.Shared sharedBySets(
            SeedKeys seedKeys,
            EventSignatures signatures,
            EventPublisher publisher,
            TableOwners owners,
            BreakerSettings breaker) {
        return new ConnectSet.Shared(
                new PacketAmounts(seedKeys.keys()),
                new PacketEvents(new SignEvents(signatures)),
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
    ConnectSet connectSet(
            SetSettings settings, ConnectSet.Shared shared, Clock clock, MeterRegistry registry) {
        return new ConnectSet(settings, shared, clock, registry);
    }

    @Bean
    SetRouter setRouter(
            WatchedSets catalogue,
            ConnectSet connectSet,
            SetSettings settings,
            SetMeters meters,
            Clock clock) {
        return new SetRouter(catalogue, connectSet, settings, meters, clock);
    }
}
