package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.wallet.UserRows.Days;
import io.hongbao.ledger.wallet.UserRows.UserRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** What the column tells of the user's day, if it tells anything. */
    static Optional<String> findDay(Connection connection, String column, UserId user)
            throws SQLException {
        return SqlQuery.rows(
                        connection,
                        "select "
                                + column
                                + " from balance where user_id = ? and "
                                + column
                                + " is not null",
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
                        + " day_usage, day_received from balance force index (primary) where user_id in "
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
                                Days.stored(row.getString(5), row.getString(6))));
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
        String days =
                changes("day_usage", balances, row -> row.days().newUsage(), arguments)
                        + changes(
                                "day_received",
                                balances,
                                row -> row.days().newReceived(),
                                arguments);
        arguments.add(told);
        arguments.add(SqlTime.utc(now));
        balances.forEach(row -> arguments.add(row.user().value()));
        return new SqlStatement(
                "update balance force index (primary) set balance_fen = case user_id"
                        + " when ? then ?".repeat(balances.size())
                        + " end"
                        + days
                        + ", notification_no = notification_no + ?, updated_at = ?"
                        + " where user_id in "
                        + SqlQuery.placeholders(balances.size()),
                arguments,
                balances.size());
    }

    /** Sets a column of those of the rows that have something new there; empty when none has. */
    private static String changes(
            String column,
            List<UserRow> rows,
            Function<UserRow, Optional<String>> text,
            List<Object> arguments) {
        int changed = 0;
        for (UserRow row : rows) {
            Optional<String> newText = text.apply(row);
            if (newText.isPresent()) {
                changed++;
                arguments.add(row.user().value());
                arguments.add(newText.get());
            }
        }
        return changed == 0
                ? ""
                : ", "
                        + column
                        + " = case user_id"
                        + " when ? then ?".repeat(changed)
                        + " else "
                        + column
                        + " end";
    }
}
