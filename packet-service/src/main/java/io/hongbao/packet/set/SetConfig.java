package io.hongbao.packet.set;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.calls.fleet.FleetSettings;
import io.hongbao.calls.route.CatalogueSettings;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.serving.key.SeedKeys;
import io.hongbao.serving.metric.OperationMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
