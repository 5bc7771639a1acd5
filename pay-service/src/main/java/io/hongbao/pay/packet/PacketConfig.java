package io.hongbao.pay.packet;

import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.serving.fleet.Fleet;
import io.hongbao.serving.fleet.FleetService;
import io.hongbao.serving.fleet.FleetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects the packet service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    PacketServiceSettings.class,
    SetsSettings.class,
    CatalogueSettings.class
})
class PacketConfig {
    @Bean
    SetZones setZones(
            SetsSettings sets, CatalogueSettings following, FleetSettings fleet, Clock clock) {
        if (sets.file() == null) {
            return SetZones.all(fleet.zone());
        }
        // Never closed: its one thread is a daemon, and looks at a file now and then.
        WatchedSets watched = WatchedSets.read(sets.file(), following.poll(), clock);
        watched.watch();
        return new SetZones(watched::current, fleet.zone());
    }

    @Bean
    @ConditionalOnMissingBean
    PacketService packetService(
            PacketServiceSettings settings,
            SetZones zones,
            FleetSettings fleetSettings,
            Fleet fleet,
            Tickets tickets,
            JsonMapper json,
            Clock clock,
            MeterRegistry registry) {
        return new HttpPacketService(
                new PacketInstances(
                        fleet.of(FleetService.PACKET_SERVICE), fleetSettings.ownersOfASet(), zones),
                tickets,
                json,
                clock,
                registry,
                settings);
    }

    @Bean
    PaymentEvents paymentEvents(EventSignatures signatures) {
        return new PaymentEvents(new SignEvents(signatures));
    }
}
