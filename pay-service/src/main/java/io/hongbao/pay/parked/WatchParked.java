package io.hongbao.pay.parked;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.parked.ParkedPaymentRows.OfSet;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Counts the parked payments of each shard from time to time, and tells those of SETs that are
 * back. One loop a shard, so that a shard that is down holds up no other.
 */
@Component
@EnableConfigurationProperties(ParkedSettings.class)
final class WatchParked implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WatchParked.class);

    private final WalletShards shards;
    private final ReplayParked replay;
    private final Duration interval;
    private final MeterRegistry registry;
    private final Clock clock;
    private final LedgerReads reads = new LedgerReads();
    private List<Thread> loops = List.of();

    WatchParked(
            WalletShards shards,
            ReplayParked replay,
            ParkedSettings settings,
            MeterRegistry registry,
            Clock clock) {
        this.shards = shards;
        this.replay = replay;
        interval = settings.interval();
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void start() {
        loops =
                shards.all().stream()
                        .map(shard ->
                                Thread.ofVirtual()
                                        .name("watch-parked-" + shard.id())
                                        .start(() -> loop(shard)))
                        .toList();
    }

    private void loop(WalletShardHandle shard) {
        var counts =
                MultiGauge.builder("hongbao.parked.payments")
                        .description("Payments whose packet's SET did not take them")
                        .tag("wallet", shard.id())
                        .register(registry);
        var ages =
                MultiGauge.builder("hongbao.parked.payments.age")
                        .description("For how long the oldest of them is parked")
                        .baseUnit("seconds")
                        .tag("wallet", shard.id())
                        .register(registry);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (shard.ready()) {
                    List<OfSet> parked = shard.read(reads::parkedCounts);
                    tell(parked, counts, ages);
                    replay.replayWhatIsBack(shard, parked);
                }
            } catch (LaneFault fault) {
                log.warn("cannot look: wallet={} fault={}", shard.id(), fault.toString());
            } catch (RuntimeException bug) {
                // The outermost loop: the next look may be another one.
                log.error("looking failed: wallet={}", shard.id(), bug);
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void tell(List<OfSet> parked, MultiGauge counts, MultiGauge ages) {
        Instant now = clock.instant();
        var countRows = new ArrayList<MultiGauge.Row<?>>();
        var ageRows = new ArrayList<MultiGauge.Row<?>>();
        for (OfSet each : parked) {
            Tags tags = Tags.of("set", each.set().toString());
            countRows.add(MultiGauge.Row.of(tags, each.payments()));
            ageRows.add(
                    MultiGauge.Row.of(
                            tags, Duration.between(each.oldestAt(), now).toMillis() / 1e3));
        }
        counts.register(countRows, true);
        ages.register(ageRows, true);
    }

    @Override
    public void stop() {
        loops.forEach(Thread::interrupt);
        loops = List.of();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}
