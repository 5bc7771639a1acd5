package io.hongbao.pay.shard;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hongbao.lanes.commit.SqlWork;
import io.hongbao.lanes.fault.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Reads of one shard, beside its lane: a small pool, connected when first used. */
final class ShardReads implements AutoCloseable {

    private static final Duration IDLE_MAX = Duration.ofSeconds(30);

    private final String shard;
    private final HikariDataSource pool;

    ShardReads(String shard, String url, WalletSettings settings) {
        this.shard = shard;
        var config = new HikariConfig();
        config.setPoolName("wallet-reads-" + shard);
        config.setJdbcUrl(url);
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.readsMax());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MAX.toMillis());
        config.setConnectionTimeout(settings.connectMax().toMillis());
        config.setValidationTimeout(settings.connectMax().toMillis());
        // A shard that is down may not keep the service from starting.
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("connectionTimeZone", "UTC");
        config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
        config.addDataSourceProperty("useServerPrepStmts", "true");
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("useLocalSessionState", "true");
        config.addDataSourceProperty("readOnlyPropagatesToServer", "false");
        config.addDataSourceProperty(
                "connectTimeout", Long.toString(settings.connectMax().toMillis()));
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(settings.answerMax().toMillis()));
        pool = new HikariDataSource(config);
    }

    /** Throws {@link Unavailable} when the shard does not answer. */
    <T> T read(SqlWork<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new Unavailable("cannot read: wallet=" + shard, failure);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
