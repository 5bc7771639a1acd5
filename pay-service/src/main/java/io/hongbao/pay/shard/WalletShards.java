package io.hongbao.pay.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All wallet shards, and which one a user's balance is in. */
public final class WalletShards implements AutoCloseable {

    private final WalletCatalogue catalogue;
    private final Map<String, WalletShardHandle> handles = new LinkedHashMap<>();

    /** Connects all shards; returns at once, whether or not they can be reached. */
    public WalletShards(
            WalletCatalogue catalogue,
            WalletSettings settings,
            LedgerWrites writes,
            EventPublisher publisher,
            Clock clock,
            MeterRegistry registry) {
        this.catalogue = catalogue;
        for (WalletShard shard : catalogue.shards()) {
            handles.put(
                    shard.id(),
                    new WalletShardHandle(shard, settings, writes, publisher, clock, registry));
        }
        handles.values().forEach(WalletShardHandle::start);
    }

    public WalletShardHandle of(UserId user) {
        WalletShardHandle handle = handles.get(catalogue.shardOf(user).id());
        if (handle == null) {
            throw new IllegalStateException("every shard has a handle");
        }
        return handle;
    }

    public Collection<WalletShardHandle> all() {
        return handles.values();
    }

    @Override
    public void close() {
        handles.values().forEach(WalletShardHandle::close);
    }
}
