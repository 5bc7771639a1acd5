package io.hongbao.packet.set;

import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.freerate.FreeRate;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.packet.moment.DecideMoments;
import io.hongbao.packet.moment.ViewTerms;
import io.hongbao.packet.momentlane.MomentLane.MomentShared;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.pay.PayService;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.serving.key.SeedKeys;
import io.hongbao.serving.runtime.CatalogueSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all SETs share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueSettings.class)
class SetConfig {

    @Bean
    ConnectSet.SetContext sharedBySets(
            SeedKeys seedKeys,
            EventKeys eventKeys,
            EventPublisher publisher,
            TableOwners owners,
            BreakerSettings breaker,
            PayService payService,
            FreeRate freeRate,
            ViewTerms viewTerms,
            MeterRegistry registry) {
        var signEvents = new SignEvents(eventKeys.of(EventStream.PACKETS));
        return new ConnectSet.SetContext(
                new PacketAmounts(seedKeys.keys(), registry),
                new PacketEvents(signEvents),
                publisher,
                owners,
                breaker,
                payService,
                new MomentShared(
                        new DecideMoments.Rules(seedKeys.keys(), freeRate, viewTerms), signEvents));
    }

    @Bean
    WatchedSets watchedSets(SetSettings settings, CatalogueSettings following, Clock clock) {
        return WatchedSets.read(settings.file(), following.poll(), clock);
    }
}
