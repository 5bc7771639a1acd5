package io.hongbao.ledgerconsumer.shard;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.schema.WalletDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The databases of the wallet shards of the catalogue. */
public final class ShardDatabases {

    private final WalletCatalogue catalogue;
    private final MeterRegistry registry;
    private final Map<WalletShard, WalletDatabase> databases = new LinkedHashMap<>();

    public ShardDatabases(
            WalletCatalogue catalogue, ShardSettings settings, MeterRegistry registry) {
        this.catalogue = catalogue;
        this.registry = registry;
        SessionLimits limits = SessionLimits.DEFAULT.withAnswerMax(settings.answerMax());
        for (WalletShard shard : catalogue.shards()) {
            databases.put(
                    shard,
                    new WalletDatabase(shard, settings.username(), settings.password(), limits));
        }
    }

    public Set<WalletShard> all() {
        return databases.keySet();
    }

    public WalletShard of(UserId user) {
        return catalogue.shardOf(user);
    }

    /** A connection for one thread, which closes it; connected when first used. */
    public LaneConnection connection(String name, WalletShard shard) {
        return database(shard).connection(name + "/" + shard.id(), registry);
    }

    /** As {@link WalletDatabase#connect}. */
    Connection connect(WalletShard shard) throws SQLException {
        return database(shard).connect();
    }

    /** As {@link WalletDatabase#whyDown}. */
    public Optional<String> whyDown(WalletShard shard) {
        return database(shard).whyDown();
    }

    private WalletDatabase database(WalletShard shard) {
        return Objects.requireNonNull(databases.get(shard), "every shard has a database");
    }
}
