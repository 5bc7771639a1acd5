package io.hongbao.posting.shard;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.schema.Durability;
import io.hongbao.ledger.schema.WalletSchema;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reaches the wallet shards of the catalogue. */
public final class WalletShards implements ShardProbe {

    /** A migration may take longer than a batch. */
    private static final int MIGRATION_ANSWER_MAX_MS = 120_000;

    private final WalletCatalogue catalogue;
    private final WalletSettings settings;
    private final SessionLimits limits;
    private final MeterRegistry registry;
    private final Set<String> migrated = ConcurrentHashMap.newKeySet();

    public WalletShards(
            WalletCatalogue catalogue, WalletSettings settings, MeterRegistry registry) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.registry = registry;
        limits = SessionLimits.DEFAULT.withAnswerMax(settings.answerMax());
    }

    public List<WalletShard> all() {
        return catalogue.shards();
    }

    public WalletShard of(UserId user) {
        return catalogue.shardOf(user);
    }

    /** A connection for one thread, which closes it. Opened when first used. */
    public LaneConnection connection(String name, WalletShard shard) {
        return new LaneConnection(name + "/" + shard.id(), source(shard), limits, registry);
    }

    /**
     * Asks on a connection of its own. No money is entrusted to a shard that might forget a commit,
     * and none to one without its schema.
     */
    @Override
    public Optional<String> whyDown(WalletShard shard) {
        try (Connection connection = source(shard).connect()) {
            Optional<String> mistake = Durability.mistake(connection);
            if (mistake.isPresent()) {
                return mistake;
            }
            if (!migrated.contains(shard.id())) {
                WalletSchema.migrate(forMigration(shard));
                migrated.add(shard.id());
            }
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private MysqlSource source(WalletShard shard) {
        return new MysqlSource(shard.url(), settings.username(), settings.password(), limits);
    }

    private MysqlDataSource forMigration(WalletShard shard) throws SQLException {
        var database = new MysqlDataSource();
        database.setUrl(shard.url());
        database.setUser(settings.username());
        database.setPassword(settings.password());
        database.setConnectTimeout(Math.toIntExact(limits.connectMax().toMillis()));
        database.setSocketTimeout(MIGRATION_ANSWER_MAX_MS);
        return database;
    }
}
