package io.hongbao.ledgerconsumer.consume;

import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ConsumeGroup;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.kafka.UsedTopics;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.TellUsers;
import io.hongbao.ledgerconsumer.apply.PostCredits;
import io.hongbao.ledgerconsumer.apply.PostEvents;
import io.hongbao.ledgerconsumer.apply.PostEvents.Destinations;
import io.hongbao.ledgerconsumer.apply.PostNotifications;
import io.hongbao.ledgerconsumer.apply.PostRecords;
import io.hongbao.ledgerconsumer.apply.PostingMetrics;
import io.hongbao.ledgerconsumer.apply.ReceivedAlarm;
import io.hongbao.ledgerconsumer.apply.ReceivedSettings;
import io.hongbao.ledgerconsumer.apply.ShardSink;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import io.hongbao.ledgerconsumer.shard.ShardWatch;
import io.hongbao.serving.key.EventKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** Wires the consumer groups. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    PostingSettings.class,
    NotificationSettings.class,
    ReceivedSettings.class
})
@Import(ConsumeConfig.Groups.class)
class ConsumeConfig {

    /** More than the groups are apart unless one of them lags; some 10 MB. */
    private static final int EVENTS_KEPT = 8_192;

    @Bean
    ConsumeGroup<Transfer> balanceCredits(
            Groups groups,
            NotificationSettings notifications,
            ReceivedSettings received,
            MeterRegistry registry,
            Clock clock) {
        return groups.of(
                new PostCredits(
                        new LedgerWrites(clock, notifications.enabled()),
                        new ReceivedAlarm(received, registry)));
    }

    @Bean
    ConsumeGroup<UserRecord> userRecords(
            Groups groups, NotificationSettings notifications, Clock clock) {
        return groups.of(
                new PostRecords(
                        notifications.enabled()
                                ? new Records(new TellUsers(clock))
                                : new Records()));
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "hongbao.notifications.enabled", matchIfMissing = true)
    ConsumeGroup<Notification> userNotifications(Groups groups, Clock clock) {
        return groups.of(new PostNotifications(new TellUsers(clock)));
    }

    /** Makes a group that fills a sink. */
    record Groups(
            EventKeys keys,
            EventCache cache,
            PostingSettings settings,
            Destinations destinations,
            ConsumeGroup.Shared shared) {

        <T> ConsumeGroup<T> of(ShardSink<T> sink) {
            return new ConsumeGroup<>(
                    sink.reader(keys.of(EventStream.PACKETS), cache),
                    thread -> new PostEvents<>(thread, sink, destinations),
                    settings.consume(),
                    shared);
        }
    }

    @Bean
    EventCache eventCache() {
        return new EventCache(EVENTS_KEPT);
    }

    @Bean
    Destinations destinations(
            ShardDatabases shards, ShardWatch watch, MeterRegistry registry, Clock clock) {
        return new Destinations(shards, watch, new PostingMetrics(registry, clock));
    }

    /** Made when they are not there. Dead letters are kept until somebody has looked at them. */
    @Bean
    NewTopics topics() {
        return new NewTopics(
                TopicBuilder.name(Topics.PACKETS).partitions(Topics.PARTITIONS).build(),
                TopicBuilder.name(Topics.NOTIFICATIONS).partitions(Topics.PARTITIONS).build(),
                deadTopic(Topics.GROUP_CREDITS),
                deadTopic(Topics.GROUP_RECORDS),
                deadTopic(Topics.GROUP_NOTIFICATIONS));
    }

    @Bean
    UsedTopics usedTopics() {
        return new UsedTopics(
                List.of(
                        Topics.deadLettersOf(Topics.GROUP_CREDITS),
                        Topics.deadLettersOf(Topics.GROUP_RECORDS),
                        Topics.deadLettersOf(Topics.GROUP_NOTIFICATIONS)));
    }

    private static NewTopic deadTopic(String group) {
        return TopicBuilder.name(Topics.deadLettersOf(group))
                .partitions(1)
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .build();
    }
}
