package io.hongbao.pay.notification;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.pay.shard.WalletShards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what tells users. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
class NotificationConfig {

    @Bean
    Notifications notifications(Clock clock) {
        return new Notifications(clock);
    }

    @Bean
    NotificationStreams notificationStreams(
            WalletShards shards,
            Notifications notifications,
            PacketLinks links,
            StreamSettings settings,
            MeterRegistry registry) {
        return new NotificationStreams(shards, notifications, links, settings, registry);
    }
}
