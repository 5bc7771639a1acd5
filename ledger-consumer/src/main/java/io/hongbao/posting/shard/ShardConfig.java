package io.hongbao.posting.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the shards from the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WalletSettings.class)
class ShardConfig {

    @Bean
    WalletShards walletShards(WalletSettings settings, MeterRegistry registry) {
        return new WalletShards(WalletCatalogue.read(settings.file()), settings, registry);
    }

    @Bean
    ShardWatch shardWatch(WalletShards shards, WalletSettings settings, MeterRegistry registry) {
        return new ShardWatch(
                shards.all(), shards, settings.probePauseMin(), settings.probePauseMax(), registry);
    }
}
