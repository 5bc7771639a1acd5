package io.hongbao.ledger.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WalletDatabaseTest {

    private static final SessionLimits PATIENT =
            SessionLimits.DEFAULT.withAnswerMax(Duration.ofMinutes(1));

    private final TestDatabase database = SharedMariaDb.newDatabase();

    private WalletDatabase as(String id, int slotFrom, int slotTo) {
        return as(id, slotFrom, slotTo, true);
    }

    private WalletDatabase as(String id, int slotFrom, int slotTo, boolean isNew) {
        return new WalletDatabase(
                new WalletShard(id, database.url(), slotFrom, slotTo, isNew),
                database.user(),
                database.password(),
                PATIENT);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void a_database_is_for_ever_the_shard_that_it_was_first() {
        assertThat(as("wallet-0", 0, 49).whyDown()).isEmpty();

        assertThat(as("wallet-1", 50, 99).whyDown())
                .contains(
                        "must be the database of wallet-1 slots=50-99/100:"
                                + " wallet_identity=wallet-0 slots=0-49/100");
        assertThat(as("wallet-0", 0, 49).whyDown()).isEmpty();
    }

    @Test
    void a_database_that_nobody_has_used_is_a_shard_only_where_the_catalogue_calls_it_new()
            throws SQLException {
        assertThat(as("wallet-0", 0, 49, false).whyDown())
                .contains(
                        "must be the database of wallet-0 slots=0-49/100, or be called new in the"
                                + " catalogue: wallet_identity=none");
        assertThat(tables()).isZero();

        assertThat(as("wallet-0", 0, 49, true).whyDown()).isEmpty();
        assertThat(as("wallet-0", 0, 49, false).whyDown()).isEmpty();
    }

    private long tables() throws SQLException {
        try (Connection connection = database.connect()) {
            return SqlQuery.number(
                    connection,
                    "select count(*) from information_schema.tables where table_schema = ?",
                    database.name());
        }
    }

    @Test
    void a_shard_that_other_users_belong_to_now_is_refused() {
        assertThat(as("wallet-0", 0, 49).whyDown()).isEmpty();

        assertThat(as("wallet-0", 0, 59).whyDown())
                .contains(
                        "must be the database of wallet-0 slots=0-59/100:"
                                + " wallet_identity=wallet-0 slots=0-49/100");
    }

    @Test
    void a_connection_to_another_shard_is_not_used() {
        assertThat(as("wallet-0", 0, 49).whyDown()).isEmpty();

        assertThatThrownBy(() -> transfers(as("wallet-1", 50, 99)))
                .isInstanceOf(Unavailable.class)
                .hasRootCauseMessage(
                        "must be the database of wallet-1 slots=50-99/100:"
                                + " wallet_identity=wallet-0 slots=0-49/100");
        assertThat(transfers(as("wallet-0", 0, 49))).isZero();
    }

    private static long transfers(WalletDatabase shard) {
        try (LaneConnection connection = shard.connection("test", new SimpleMeterRegistry())) {
            return connection.read(
                    session -> SqlQuery.number(session, "select count(*) from transfer"));
        }
    }

    @Test
    void a_database_that_was_made_anew_is_neither_used_nor_given_a_schema() throws SQLException {
        WalletDatabase shard = as("wallet-0", 0, 49);
        assertThat(shard.whyDown()).isEmpty();

        execute("drop database " + database.name(), "create database " + database.name());

        assertThatThrownBy(() -> transfers(shard))
                .isInstanceOf(Unavailable.class)
                .hasRootCauseMessage(
                        "must be the database of wallet-0 slots=0-49/100: wallet_identity=none");
        assertThat(shard.whyDown())
                .contains("must be the database of wallet-0 slots=0-49/100: wallet_identity=none");
    }
}
