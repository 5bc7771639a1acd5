package io.hongbao.ledgerconsumer.webhook;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.webhook.WebhookQueue;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import io.hongbao.ledgerconsumer.shard.ShardWatch;
import io.hongbao.ledgerconsumer.webhook.DeliverShard.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the webhook. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfig {

    private static final Duration WATCH_PAUSE = Duration.ofSeconds(15);

    /** Posts to the product, for this instance if it is to deliver. */
    @Bean
    @ConditionalOnProperty("hongbao.webhook.url")
    WebhookReceiver webhookReceiver(WebhookSettings settings, Clock clock) {
        URI url = Objects.requireNonNull(settings.url(), "the condition says so");
        return new WebhookReceiver(url, settings, clock);
    }

    @Bean
    @ConditionalOnProperty("hongbao.webhook.url")
    DeliverUser deliverUser(
            WebhookReceiver receiver,
            PacketLinks links,
            JsonMapper json,
            WebhookSettings settings,
            MeterRegistry registry) {
        return new DeliverUser(receiver, links, json, settings.answerMax(), registry);
    }

    @Bean
    WebhookThreads webhookThreads(
            ShardDatabases shards,
            ShardWatch watch,
            ObjectProvider<DeliverUser> deliverUser,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry registry) {
        DeliverUser delivers = deliverUser.getIfAvailable();
        var queue = new WebhookQueue(settings.limits(), clock, new Random());
        var notifications = new Notifications(clock);
        return new WebhookThreads(
                shards.all().stream()
                        .map(shard ->
                                new WatchShard(
                                        shard("webhook-watch", shard, shards, watch),
                                        delivers != null,
                                        WATCH_PAUSE,
                                        clock,
                                        registry))
                        .toList(),
                delivers == null
                        ? List.of()
                        : shards.all().stream()
                                .map(shard ->
                                        new DeliverShard(
                                                shard("webhook", shard, shards, watch),
                                                queue,
                                                notifications,
                                                delivers,
                                                settings.concurrency()))
                                .toList(),
                settings.stopMax());
    }

    private static Shard shard(
            String use, WalletShard shard, ShardDatabases shards, ShardWatch watch) {
        return new Shard(shard.id(), () -> watch.up(shard), shards.connection(use, shard));
    }

    @Bean
    WebhookEndpoint webhookEndpoint(ShardDatabases shards, WebhookSettings settings, Clock clock) {
        return new WebhookEndpoint(shards, settings.url() != null, clock);
    }
}
