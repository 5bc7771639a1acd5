package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.wallet.UserRows.UserRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of balances. */
final class BalanceRows {

    private BalanceRows() {}

    /** Zero for a user without a row. */
    static Money find(Connection connection, UserId user) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        "select balance_fen from balance where user_id = ?",
                        List.of(user.value()),
                        row -> new Money(row.getLong(1)))
                .stream()
                .findFirst()
                .orElse(Money.ZERO);
    }

    /** The user's {@code day_usage}, if there is one. */
    static Optional<String> findUsage(Connection connection, UserId user) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        "select day_usage from balance where user_id = ? and day_usage is not null",
                        List.of(user.value()),
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }

    /** Makes rows that are missing; one that somebody else makes meanwhile stays as it is. */
    static SqlStatement create(List<UserId> users, Instant now) {
        var rows =
                new InsertRows(
                        "insert into balance (user_id, balance_fen, updated_at) values ",
                        "(?,0,?)");
        users.forEach(user -> rows.add(List.of(user.value(), SqlTime.utc(now))));
        SqlStatement insert = rows.statement();
        return new SqlStatement(
                insert.sql() + " on duplicate key update user_id = balance.user_id",
                insert.arguments(),
                SqlStatement.ANY);
    }

    /**
     * Locks the rows that exist, in ascending user id. The primary key is forced, since a scan of a
     * small table would wait for the locks of rows that nobody asked for.
     */
    static List<UserRow> lock(Connection connection, List<UserId> users) throws SQLException {
        return SqlQuery.rows(
                connection,
                "select user_id, balance_fen, notification_no, exists (select 1 from webhook),"
                        + " day_usage from balance force index (primary) where user_id in "
                        + SqlQuery.placeholders(users.size())
                        + " order by user_id for update",
                users.stream().map(UserId::value).toList(),
                row ->
                        new UserRow(
                                new UserId(row.getLong(1)),
                                new Money(row.getLong(2)),
                                row.getLong(3),
                                0,
                                row.getBoolean(4),
                                row.getString(5),
                                null));
    }

    /** Locks those of the rows that nobody else has locked. */
    static List<UserId> lockFree(Connection connection, List<UserId> users) throws SQLException {
        return ids(connection, users, " for update skip locked");
    }

    /** Users who have a row, locked or not. */
    static List<UserId> existing(Connection connection, List<UserId> users) throws SQLException {
        return ids(connection, users, "");
    }

    private static List<UserId> ids(Connection connection, List<UserId> users, String lock)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                "select user_id from balance force index (primary) where user_id in "
                        + SqlQuery.placeholders(users.size())
                        + lock,
                users.stream().map(UserId::value).toList(),
                row -> new UserId(row.getLong(1)));
    }

    /** Sets balances of users, {@code told} notifications each; the caller has locked them all. */
    static SqlStatement set(List<UserRow> balances, int told, Instant now) {
        var arguments = new ArrayList<Object>();
        for (UserRow row : balances) {
            arguments.add(row.user().value());
            arguments.add(row.balance().fen());
        }
        int counted = 0;
        for (UserRow row : balances) {
            if (row.newUsage() != null) {
                counted++;
                arguments.add(row.user().value());
                arguments.add(row.newUsage().text());
            }
        }
        String usage =
                counted == 0
                        ? ""
                        : ", day_usage = case user_id"
                                + " when ? then ?".repeat(counted)
                                + " else day_usage end";
        arguments.add(told);
        arguments.add(SqlTime.utc(now));
        balances.forEach(row -> arguments.add(row.user().value()));
        return new SqlStatement(
                "update balance force index (primary) set balance_fen = case user_id"
                        + " when ? then ?".repeat(balances.size())
                        + " end"
                        + usage
                        + ", notification_no = notification_no + ?, updated_at = ?"
                        + " where user_id in "
                        + SqlQuery.placeholders(balances.size()),
                arguments,
                balances.size());
    }
}
