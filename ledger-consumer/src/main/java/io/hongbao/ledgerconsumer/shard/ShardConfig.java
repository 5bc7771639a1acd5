package io.hongbao.ledgerconsumer.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wallet shards of the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShardSettings.class)
class ShardConfig {

    @Bean
    ShardDatabases shardDatabases(ShardSettings settings, MeterRegistry registry) {
        return new ShardDatabases(WalletCatalogue.read(settings.file()), settings, registry);
    }

    @Bean
    NotificationDayRounds notificationDayRounds(
            ShardDatabases shards, ShardWatch watch, MeterRegistry registry) {
        return new NotificationDayRounds(shards, watch, registry);
    }

    @Bean
    ShardWatch shardWatch(ShardDatabases shards, ShardSettings settings, MeterRegistry registry) {
        return new ShardWatch(
                shards.all(),
                shards::whyDown,
                settings.probePauseMin(),
                settings.probePauseMax(),
                registry);
    }
}
