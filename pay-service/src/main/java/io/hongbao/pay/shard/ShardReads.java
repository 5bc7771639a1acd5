package io.hongbao.pay.shard;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.SqlWork;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.ledger.schema.WalletDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads of one shard, beside its lane: a small pool, connected when first used. Payments have some
 * of its connections for themselves, so that they wait for nobody's lists.
 */
final class ShardReads implements AutoCloseable {

    private static final Duration IDLE_MAX = Duration.ofSeconds(30);

    private final String shard;
    private final HikariDataSource pool;
    private final Semaphore background;
    private final Duration waitMax;

    ShardReads(WalletShard shard, WalletDatabase database, WalletSettings settings) {
        this.shard = shard.id();
        waitMax = settings.connectMax();
        background = new Semaphore(settings.backgroundReadsMax());
        var config = new HikariConfig();
        config.setPoolName("wallet-reads-" + shard.id());
        config.setDataSource(new CheckedReads(shard, database, properties(settings)));
        config.setMaximumPoolSize(settings.readsMax());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MAX.toMillis());
        config.setConnectionTimeout(settings.connectMax().toMillis());
        config.setValidationTimeout(settings.connectMax().toMillis());
        // A shard that is down may not keep the service from starting.
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool = new HikariDataSource(config);
    }

    private static Properties properties(WalletSettings settings) {
        var properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("readOnlyPropagatesToServer", "false");
        properties.setProperty("connectTimeout", Long.toString(settings.connectMax().toMillis()));
        properties.setProperty("socketTimeout", Long.toString(settings.answerMax().toMillis()));
        return properties;
    }

    /** Where the pool's connections come from. */
    private static final class CheckedReads extends MysqlDataSource {

        private final transient ConnectionSource checked;

        CheckedReads(WalletShard shard, WalletDatabase database, Properties properties) {
            setUrl(shard.url());
            checked = database.checked(() -> getConnection((Properties) properties.clone()));
        }

        @Override
        public Connection getConnection() throws SQLException {
            return checked.connect();
        }
    }

    /** As {@link #readForPayment}; waits as well until few others of its kind are under way. */
    <T> T read(SqlWork<T> work) {
        try {
            if (!background.tryAcquire(waitMax.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Unavailable("too many reads are under way: wallet=" + shard);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting: wallet=" + shard, stopping);
        }
        try {
            return readForPayment(work);
        } finally {
            background.release();
        }
    }

    /** Throws {@link Unavailable} when the shard does not answer. */
    <T> T readForPayment(SqlWork<T> work) {
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
