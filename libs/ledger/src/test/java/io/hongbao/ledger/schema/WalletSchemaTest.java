package io.hongbao.ledger.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.record.RecordDirection;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class WalletSchemaTest {

    private final TestDatabase database = SharedMariaDb.newDatabase();

    private void migrate() {
        WalletSchema.migrate(database.url(), database.user(), database.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insert(long fen, int minute) throws SQLException {
        execute(
                String.format(
                        Locale.ROOT,
                        """
                        insert into user_record values (7, 'received', '2026112100000000010000',
                            'LUCKY', %d, '2026-11-21 04:%02d:00.000', '', 8, null)
                        """,
                        fen,
                        minute));
    }

    @Test
    void records_of_an_older_schema_stay_and_are_still_there_once() throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(WalletSchema.LOCATION)
                .target("3")
                .load()
                .migrate();
        insert(100, 10);

        migrate();

        try (Connection connection = database.connect()) {
            assertThat(
                            new Records()
                                    .page(
                                            connection,
                                            new UserId(7),
                                            RecordDirection.RECEIVED,
                                            Optional.empty(),
                                            10)
                                    .records())
                    .extracting(UserRecord::amount)
                    .extracting(amount -> amount.fen())
                    .containsExactly(100L);
        }
        assertThatThrownBy(() -> insert(99, 11))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void what_the_reconcile_job_compares_of_records_is_read_from_the_index_by_packet_alone()
            throws SQLException {
        migrate();

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet plan =
                        statement.executeQuery(
                                """
                                explain select sum(amount_fen), max(user_id), max(at)
                                from user_record
                                where order_no >= '20261121' and order_no < '20261122'
                                    and direction = 'received'
                                """)) {
            assertThat(plan.next()).isTrue();
            assertThat(plan.getString("key")).isEqualTo("user_record_of_packet");
            assertThat(plan.getString("Extra")).contains("Using index").doesNotContain("condition");
        }
    }
}
