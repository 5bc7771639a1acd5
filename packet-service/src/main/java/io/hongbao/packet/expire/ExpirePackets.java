package io.hongbao.packet.expire;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.set.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.set.TableOwners;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Counter refunded;
    private final Counter closed;
    private final Map<SetId, Thread> rounds = new ConcurrentHashMap<>();
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
        refunded = registry.counter("hongbao.packet.expired", "outcome", "refunded");
        closed = registry.counter("hongbao.packet.expired", "outcome", "closed");
    }

    @Override
    public void start() {
        running = true;
        var _ = Thread.ofVirtual().name("expire").start(this::watchSets);
    }

    /** SETs may open at any time. */
    private void watchSets() {
        do {
            for (SetHandle set : sets.open()) {
                rounds.computeIfAbsent(
                        set.id(),
                        id ->
                                Thread.ofVirtual()
                                        .name("expire-set-" + id)
                                        .start(() -> goRound(set)));
            }
        } while (pause());
    }

    private void goRound(SetHandle set) {
        do {
            try {
                expireDue(set);
            } catch (LaneFault fault) {
                log.warn("expiry waits: set={} fault={}", set.id(), fault.toString());
            } catch (RuntimeException bug) {
                // The outermost loop: the next round may go better, and must not be lost.
                log.error("expiry failed: set={}", set.id(), bug);
            }
        } while (pause());
    }

    private boolean pause() {
        try {
            Thread.sleep(settings.interval());
            return running;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    /** One round through a SET's tables; the number of packets refunded or closed. */
    int expireDue(SetHandle set) {
        Instant deadline = clock.instant().plus(settings.callMax());
        int ended = 0;
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            Duration dueFor =
                    owners.owns(set.entry(), table) ? Duration.ZERO : settings.takeoverAfter();
            List<OrderNumber> due =
                    LaneAnswers.await(
                            set.lanes().due(table, dueFor, settings.rowsMax(), deadline),
                            settings.callMax());
            ended += expire(set, due, deadline);
        }
        return ended;
    }

    private int expire(SetHandle set, List<OrderNumber> due, Instant deadline) {
        var outcomes = new ArrayList<CompletableFuture<ExpireOutcome>>();
        for (OrderNumber number : due) {
            outcomes.add(set.lanes().submit(new PacketCommand.Expire(number), deadline));
        }
        int ended = 0;
        for (CompletableFuture<ExpireOutcome> outcome : outcomes) {
            switch (LaneAnswers.await(outcome, settings.callMax())) {
                case ExpireOutcome.Refunded _ -> {
                    refunded.increment();
                    ended++;
                }
                case ExpireOutcome.Closed _ -> {
                    closed.increment();
                    ended++;
                }
                case ExpireOutcome.NothingDue _ -> {}
            }
        }
        return ended;
    }

    @Override
    public void stop() {
        running = false;
        rounds.values().forEach(Thread::interrupt);
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
