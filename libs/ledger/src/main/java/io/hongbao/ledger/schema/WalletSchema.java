package io.hongbao.ledger.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema of a wallet shard up to date. Migrations only add tables and columns; an index
 * may go when no version names it.
 */
public final class WalletSchema {

    /** Where the migrations are on the class path. */
    public static final String LOCATION = "classpath:io/hongbao/ledger/migration";

    private WalletSchema() {}

    /**
     * Makes what is missing. Several processes may call it at once: one migrates, the others wait.
     * Throws {@code FlywayException} when the database cannot be reached or does not fit.
     */
    public static void migrate(DataSource database) {
        Flyway.configure().dataSource(database).locations(LOCATION).load().migrate();
    }

    /** As {@link #migrate(DataSource)}, for a database that has no pool yet. */
    public static void migrate(String url, String username, String password) {
        Flyway.configure().dataSource(url, username, password).locations(LOCATION).load().migrate();
    }
}
