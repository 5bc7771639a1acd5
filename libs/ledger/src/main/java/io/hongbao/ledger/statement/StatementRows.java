package io.hongbao.ledger.statement;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.account.SystemAccount;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** The SQL of statements: two parts of the same index. */
final class StatementRows {

    private static final String SELECT =
            """
            select kind, business_no, debit_account, amount_fen, posted_at, notification_no
            from transfer force index (transfer_of_wrap)
            """;

    private StatementRows() {}

    /** Credits, which are in the index in the order in which they were posted: the newest first. */
    static List<StatementLine> numbered(
            Connection connection, UserId user, StatementCursor after, int limit)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT
                        + """
                        where user_id = ? and wrap_key is null
                            and notification_no > 0 and notification_no < ?
                        order by notification_no desc limit ?
                        """,
                List.of(user.value(), after.number(), limit),
                StatementRows::line);
    }

    /** All others: payments, top-ups, and credits of which nobody was told. */
    static List<StatementLine> others(
            Connection connection, UserId user, StatementCursor after, int limit)
            throws SQLException {
        LocalDateTime at = SqlTime.utc(after.at());
        String kind = after.last().kind().name();
        return SqlQuery.rows(
                connection,
                SELECT
                        + """
                        where user_id = ?
                            and (wrap_key is null and notification_no = 0 or wrap_key is not null)
                            and (posted_at < ? or posted_at = ? and kind < ?
                                or posted_at = ? and kind = ? and business_no < ?)
                        order by posted_at desc, kind desc, business_no desc limit ?
                        """,
                List.of(user.value(), at, at, kind, at, kind, after.last().businessNumber(), limit),
                StatementRows::line);
    }

    private static StatementLine line(ResultSet row) throws SQLException {
        return new StatementLine(
                new TransferId(TransferKind.valueOf(row.getString(1)), row.getString(2)),
                row.getString(3).equals(SystemAccount.BANK.text()),
                new Money(row.getLong(4)),
                SqlTime.instant(row, 5),
                row.getLong(6));
    }
}
