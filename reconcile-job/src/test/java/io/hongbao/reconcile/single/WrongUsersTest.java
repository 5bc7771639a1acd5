package io.hongbao.reconcile.single;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.read.ReadThrottle;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.WrongUsers.Wrong;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WrongUsersTest {

    private static final RowSelection BALANCES =
            new RowSelection("balance", "balance_fen", "false");
    private static final RowSelection TRANSFERS =
            new RowSelection("transfer", "amount_fen", "false");

    /** As many users apart are in the same part. */
    private static final long PARTS = 4_096;

    private final TestDatabase database = SharedMariaDb.newDatabase();

    @BeforeEach
    void everybodyHasWhatMoved() throws SQLException {
        execute(
                "create table balance (user_id bigint not null primary key, balance_fen bigint not null)");
        execute(
                "create table transfer (user_id bigint not null, amount_fen bigint not null, key (user_id))");
        execute("insert into transfer values " + rows("(%1$d, 60), (%1$d, 40), (%2$d, 5)"));
        execute("insert into balance values " + rows("(%1$d, 100), (%2$d, 5)"));
    }

    private static String rows(String ofTwo) {
        return LongStream.range(0, 300)
                .mapToObj(user -> String.format(Locale.ROOT, ofTwo, user, user + PARTS))
                .collect(Collectors.joining(", "));
    }

    private List<Wrong> found() {
        var source =
                new DatabaseSource("one", database.url(), database.user(), database.password());
        try (Snapshot snapshot = Snapshot.take(source, ReadThrottle.FULL)) {
            return new WrongUsers(snapshot, "amount_fen").find(BALANCES, List.of(TRANSFERS));
        }
    }

    @Test
    void nobody_is_found_where_nothing_is_wrong() {
        assertThat(found()).isEmpty();
    }

    @Test
    void one_has_too_much() throws SQLException {
        execute("update balance set balance_fen = 107 where user_id = 17");

        assertThat(found()).containsExactly(new Wrong(17, 107, 100));
    }

    @Test
    void two_of_the_same_part_have_each_others_money() throws SQLException {
        execute("update balance set balance_fen = 101 where user_id = 17");
        execute("update balance set balance_fen = 4 where user_id = 17 + " + PARTS);

        assertThat(found()).containsExactly(new Wrong(17, 101, 100), new Wrong(17 + PARTS, 4, 5));
    }

    @Test
    void who_has_transfers_and_no_balance_is_found_beside_others_of_his_part() throws SQLException {
        execute("delete from balance where user_id = 17");
        execute("update balance set balance_fen = 6 where user_id = 17 + " + PARTS);

        assertThat(found()).containsExactly(new Wrong(17, 0, 100), new Wrong(17 + PARTS, 6, 5));
    }

    @Test
    void more_than_can_be_looked_for_by_keys_are_found_by_reading_all() throws SQLException {
        execute("update balance set balance_fen = balance_fen + 1 where user_id < 200");

        assertThat(found())
                .hasSize(200)
                .allSatisfy(wrong -> assertThat(wrong.balanceFen()).isEqualTo(101));
    }

    @Test
    void sums_that_are_too_large_to_be_exact_hide_nothing() throws SQLException {
        long much = 1L << 62;
        execute("insert into transfer values (17, " + much + ")");
        execute(
                String.format(
                        Locale.ROOT,
                        "update balance set balance_fen = %d where user_id = 17",
                        much + 101));
        execute("update balance set balance_fen = 99 where user_id = 18");

        assertThat(found())
                .containsExactly(new Wrong(17, much + 101, much + 100), new Wrong(18, 99, 100));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
