package io.hongbao.ledger.webhook;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.notification.ToldNumbers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The SQL of what waits: a row a user. */
final class WaitingRows {

    /** How many notifications of a user are delivered at once, so that others get their turn. */
    static final int NUMBERS_MAX = 20;

    private WaitingRows() {}

    /** Adds to what waits. At most as many as one statement takes. */
    static SqlStatement add(List<ToldNumbers> told, Instant now) {
        var rows =
                new InsertRows(
                        """
                        insert into webhook_waiting
                            (user_id, next_no, last_no, told_at, waiting_since, due_at)
                        values\s
                        """,
                        "(?,?,?,?,?,?)");
        var at = SqlTime.utc(now);
        told.forEach(each ->
                rows.add(List.of(each.user().value(), each.first(), each.last(), at, at, at)));
        SqlStatement insert = rows.statement();
        return new SqlStatement(
                insert.sql()
                        + """
                         on duplicate key update next_no = least(next_no, values(next_no)),
                            last_no = greatest(last_no, values(last_no)),
                            told_at = values(told_at)
                        """,
                insert.arguments(),
                SqlStatement.ANY);
    }

    /** Those that are due for longest. */
    static List<Lease> due(Connection connection, Instant now, Instant until, int limit)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select user_id, next_no, last_no, attempts, waiting_since
                from webhook_waiting
                where due_at <= ?
                order by due_at, user_id
                limit ?
                """,
                List.of(SqlTime.utc(now), limit),
                row -> {
                    long first = row.getLong(2);
                    long last = Math.min(row.getLong(3), first + NUMBERS_MAX - 1);
                    return new Lease(
                            new ToldNumbers(new UserId(row.getLong(1)), first, last),
                            row.getInt(4),
                            SqlTime.instant(row, 5),
                            until);
                });
    }

    static SqlStatement take(List<Lease> leases, Instant until) {
        var arguments = new ArrayList<Object>();
        arguments.add(SqlTime.utc(until));
        leases.forEach(lease -> arguments.add(lease.numbers().user().value()));
        return new SqlStatement(
                "update webhook_waiting set due_at = ? where user_id in "
                        + SqlQuery.placeholders(leases.size()),
                arguments,
                leases.size());
    }

    /** Where a user's deliveries go on. */
    record Next(long number, int attempts, Instant waitingSince, Instant dueAt) {}

    /** Nothing when somebody else has the lease meanwhile, or it is to begin further back. */
    static SqlStatement giveBack(Lease lease, Next next) {
        return new SqlStatement(
                """
                update webhook_waiting
                set next_no = ?, attempts = ?, waiting_since = ?, due_at = ?
                where user_id = ? and next_no = ? and due_at = ?
                """,
                List.of(
                        next.number(),
                        next.attempts(),
                        SqlTime.utc(next.waitingSince()),
                        SqlTime.utc(next.dueAt()),
                        lease.numbers().user().value(),
                        lease.numbers().first(),
                        SqlTime.utc(lease.until())),
                SqlStatement.ANY);
    }

    /** Removes those of these users to whom everything is delivered. */
    static SqlStatement removeEnded(List<UserId> users) {
        return new SqlStatement(
                "delete from webhook_waiting where next_no > last_no and user_id in "
                        + SqlQuery.placeholders(users.size()),
                users.stream().map(UserId::value).toList(),
                SqlStatement.ANY);
    }

    /** Ends the pauses of some that failed. */
    static SqlStatement endPauses(Instant now, int limit) {
        return new SqlStatement(
                """
                update webhook_waiting
                set attempts = 0, due_at = ?
                where attempts > 0
                order by due_at
                limit ?
                """,
                List.of(SqlTime.utc(now), limit),
                SqlStatement.ANY);
    }

    /** Removes some of those who were told nothing for as long as notifications are kept. */
    static SqlStatement removeOld(int limit) {
        return new SqlStatement(
                "delete from webhook_waiting where told_at < utc_timestamp(3) - interval ? day limit ?",
                List.of(Notifications.KEPT.toDays(), limit),
                SqlStatement.ANY);
    }

    /** How much waits, and for how long. */
    static WebhookBacklog backlog(Connection connection) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        """
                        select count(*), coalesce(sum(last_no - next_no + 1), 0), min(waiting_since)
                        from webhook_waiting
                        """,
                        List.of(),
                        row ->
                                new WebhookBacklog(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(1) == 0 ? null : SqlTime.instant(row, 3)))
                .getFirst();
    }
}
