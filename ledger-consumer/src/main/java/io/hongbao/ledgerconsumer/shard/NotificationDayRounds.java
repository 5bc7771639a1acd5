package io.hongbao.ledgerconsumer.shard;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.ledger.notification.NotificationDays;
import io.hongbao.ledger.webhook.Webhooks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the days of each shard's notifications made and dropped, every hour, by a thread each. While
 * it cannot be done, notifications are kept in the last partition.
 */
public final class NotificationDayRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NotificationDayRounds.class);

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration WHILE_DOWN = Duration.ofMillis(500);

    private final ShardDatabases shards;
    private final ShardWatch watch;
    private final Map<String, Double> ahead = new ConcurrentHashMap<>();
    private List<Thread> threads = List.of();

    NotificationDayRounds(ShardDatabases shards, ShardWatch watch, MeterRegistry registry) {
        this.shards = shards;
        this.watch = watch;
        for (WalletShard shard : shards.all()) {
            Gauge.builder(
                            "hongbao.notification.days.ahead",
                            () -> ahead.getOrDefault(shard.id(), Double.NaN))
                    .description("days after today that notifications have partitions for")
                    .tag("shard", shard.id())
                    .register(registry);
        }
    }

    @Override
    public void start() {
        var started = new ArrayList<Thread>();
        for (WalletShard shard : shards.all()) {
            started.add(
                    Thread.ofVirtual()
                            .name("notification-days-" + shard.id())
                            .start(() -> loop(shard)));
        }
        threads = started;
    }

    private void loop(WalletShard shard) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(watch.up(shard) ? round(shard) : WHILE_DOWN);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** How long to wait after it. */
    private Duration round(WalletShard shard) {
        try {
            try (Connection connection = shards.connect(shard)) {
                ahead.put(shard.id(), (double) NotificationDays.round(connection));
                Webhooks.removeOld(connection);
            }
            return INTERVAL;
        } catch (SQLException failure) {
            log.warn("days not made: shard={} reason={}", shard.id(), failure.toString());
        } catch (RuntimeException bug) {
            // The outermost loop: nobody else makes this shard's days.
            log.error("days not made: shard={}", shard.id(), bug);
        }
        return RETRY;
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
