package io.hongbao.pay.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.event.Topics;
import io.hongbao.events.kafka.UsedTopics;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the wallet shards of the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WalletSettings.class)
class WalletConfig {

    @Bean
    WalletShards walletShards(
            WalletSettings settings,
            EventPublisher publisher,
            Clock clock,
            MeterRegistry registry,
            @Value("${hongbao.notifications.enabled:true}") boolean tellsUsers) {
        return new WalletShards(
                WalletCatalogue.read(settings.file()),
                settings,
                new LedgerWrites(clock, tellsUsers),
                publisher,
                clock,
                registry);
    }

    @Bean
    UsedTopics usedTopics() {
        return new UsedTopics(List.of(Topics.PAYMENTS));
    }
}
