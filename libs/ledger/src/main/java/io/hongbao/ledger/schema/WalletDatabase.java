package io.hongbao.ledger.schema;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.database.CheckedSource;
import io.hongbao.lanes.database.DatabaseIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * The database of one wallet shard, as a service connects to it: no connection is used before it
 * was found durable, and to lead to that very shard.
 */
public final class WalletDatabase {

    /** To rebuild a large table takes hours; a host that vanished may not keep us for ever. */
    private static final int MIGRATION_ANSWER_MAX_MS = 6 * 3_600_000;

    private final WalletShard shard;
    private final String username;
    private final String password;
    private final SessionLimits limits;
    private final DatabaseIdentity identity;
    private volatile boolean migrated;

    public WalletDatabase(
            WalletShard shard, String username, String password, SessionLimits limits) {
        this.shard = shard;
        this.username = username;
        this.password = password;
        this.limits = limits;
        identity = WalletIdentity.of(shard);
    }

    /** A connection for one thread, which closes it; connected when first used. */
    public LaneConnection connection(String name, MeterRegistry registry) {
        return new LaneConnection(name, checked(source()), limits, registry);
    }

    /** What leads to the shard's address by a way of its own, with each connection checked. */
    public ConnectionSource checked(ConnectionSource own) {
        return CheckedSource.of(identity, own);
    }

    /** A checked connection of the caller's, in no database transaction. */
    public Connection connect() throws SQLException {
        return checked(source()).connect();
    }

    private ConnectionSource source() {
        return new MysqlSource(shard.url(), username, password, limits);
    }

    /**
     * Why no money may be entrusted to it now; empty when it answers, is durable, is this shard,
     * which the first call makes of a database that is none yet, if the catalogue calls it new, and
     * has its schema, which the first call brings up to date. Connects anew, and answers in bounded
     * time.
     */
    public Optional<String> whyDown() {
        try (Connection connection = toAsk().connect()) {
            if (!migrated) {
                boolean isUnclaimed = identity.isUnclaimed(connection, shard.isNew());
                migrate();
                if (isUnclaimed) {
                    identity.claim(connection);
                }
                migrated = true;
            }
            return Optional.empty();
        } catch (SQLException | FlywayException failure) {
            return Optional.of(firstLine(failure));
        }
    }

    private ConnectionSource toAsk() {
        return migrated ? checked(source()) : CheckedSource.durable(source());
    }

    private void migrate() throws SQLException {
        var database = new MysqlDataSource();
        database.setUrl(shard.url());
        database.setUser(username);
        database.setPassword(password);
        database.setConnectTimeout(Math.toIntExact(limits.connectMax().toMillis()));
        database.setSocketTimeout(MIGRATION_ANSWER_MAX_MS);
        WalletSchema.migrate(database);
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }
}
