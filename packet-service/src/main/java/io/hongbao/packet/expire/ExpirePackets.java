package io.hongbao.packet.expire;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.set.RoundsPerSet;
import io.hongbao.packet.set.SetHandle;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the packets of one SET whose time is over and has their lanes refund or close them: the
 * lanes decide, by the SET's clock, so that finding one twice, or too early, does nothing.
 */
final class ExpirePackets implements RoundsPerSet.SetRounds, ExpireRounds.DuePackets {

    private final SetHandle set;
    private final TableOwners owners;
    private final ExpireSettings settings;
    private final ExpireRounds rounds;

    ExpirePackets(
            SetHandle set,
            TableOwners owners,
            ExpireSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.set = set;
        this.owners = owners;
        this.settings = settings;
        rounds = new ExpireRounds(set.id(), this, settings, clock, registry);
    }

    @Override
    public Duration round() {
        if (set.breaker().inService()) {
            rounds.round();
        }
        return settings.interval();
    }

    @Override
    public Duration retry() {
        return settings.interval();
    }

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
}
