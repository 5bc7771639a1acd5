package io.hongbao.packet.expire;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for packets whose time is over and has their lanes refund or close them: the lanes decide,
 * by the SET's clock, so that finding one twice, or too early, does nothing. Each SET has a thread
 * of its own here, so that a SET that hangs delays no other.
 */
final class ExpirePackets implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ExpirePackets.class);

    private final SetRouter sets;
    private final TableOwners owners;
    private final ExpireSettings settings;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<SetHandle, Thread> threads = new ConcurrentHashMap<>();
    private volatile boolean running;

    ExpirePackets(
            SetRouter sets,
            TableOwners owners,
            ExpireSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.sets = sets;
        this.owners = owners;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public void start() {
        running = true;
        var _ = Thread.ofVirtual().name("expire").start(this::watchSets);
    }

    /** SETs may open, move and go at any time. */
    private void watchSets() {
        do {
            for (SetHandle set : sets.connected()) {
                threads.computeIfAbsent(
                        set,
                        _ ->
                                Thread.ofVirtual()
                                        .name("expire-set-" + set.id())
                                        .start(() -> goRound(set)));
            }
        } while (pause());
    }

    private void goRound(SetHandle set) {
        var rounds = new ExpireRounds(set.id(), packetsOf(set), settings, clock, registry);
        do {
            try {
                if (set.breaker().inService()) {
                    rounds.round();
                }
            } catch (Throwable bug) {
                // The outermost loop: the next round may go better, and must not be lost.
                log.error("expiry failed: set={}", set.id(), bug);
            }
        } while (pause() && sets.find(set.id()).filter(set::equals).isPresent());
        threads.remove(set);
    }

    private boolean pause() {
        try {
            Thread.sleep(settings.interval());
            return running;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    private ExpireRounds.DuePackets packetsOf(SetHandle set) {
        return new ExpireRounds.DuePackets() {
            @Override
            public CompletableFuture<List<OrderNumber>> find(int table, Instant deadline) {
                boolean owner = owners.owns(set.entry(), table);
                if (!owner && !owners.serves(set.entry())) {
                    return CompletableFuture.completedFuture(List.of());
                }
                Duration dueFor = owner ? Duration.ZERO : settings.takeoverAfter();
                return set.lanes().due(table, dueFor, settings.rowsMax(), deadline);
            }

            @Override
            public CompletableFuture<ExpireOutcome> end(OrderNumber number, Instant deadline) {
                return set.lanes().submit(new PacketCommand.Expire(number), deadline);
            }
        };
    }

    @Override
    public void stop() {
        running = false;
        threads.values().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the SETs. */
    @Override
    public int getPhase() {
        return SetRouter.PHASE + 1;
    }
}
