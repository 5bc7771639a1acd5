package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.account.WrapId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many transfers at once, which are only ever added. */
final class TransferRows {

    private static final String SELECT =
            "select kind, business_no, debit_account, credit_account, amount_fen, user_id,"
                    + " wrap_key, business_at from transfer ";
    private static final String INSERT =
            "insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,"
                    + " user_id, wrap_key, business_at, posted_at, notification_no) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?)";

    private TransferRows() {}

    /** Those of a kind that exist. */
    static List<Transfer> ofIds(Connection connection, TransferKind kind, List<String> numbers)
            throws SQLException {
        var arguments = new ArrayList<String>(numbers.size() + 1);
        arguments.add(kind.name());
        arguments.addAll(numbers);
        return SqlQuery.rows(
                connection,
                SELECT
                        + "force index (primary) where kind = ? and business_no in "
                        + SqlQuery.placeholders(numbers.size()),
                arguments,
                TransferRows::transfer);
    }

    /** The payments of wraps. */
    static List<Transfer> ofWraps(Connection connection, List<WrapId> wraps) throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT + "force index (transfer_of_wrap) where " + anyOf(wraps),
                arguments(wraps),
                TransferRows::transfer);
    }

    /** Of rows with the columns of a wrap: those of any of {@code wraps}. */
    static String anyOf(List<WrapId> wraps) {
        String aWrap = "(user_id = ? and wrap_key = ?)";
        return aWrap + (" or " + aWrap).repeat(wraps.size() - 1);
    }

    /** For {@link #anyOf}. */
    static List<Object> arguments(List<WrapId> wraps) {
        return wraps.stream()
                .<Object>mapMulti((wrap, out) -> {
                    out.accept(wrap.payer().value());
                    out.accept(wrap.key().value());
                })
                .toList();
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        String wrapKey = row.getString(7);
        return new Transfer(
                new TransferId(TransferKind.valueOf(row.getString(1)), row.getString(2)),
                Account.parse(row.getString(3)),
                Account.parse(row.getString(4)),
                new Money(row.getLong(5)),
                new UserId(row.getLong(6)),
                wrapKey == null ? null : new IdempotencyKey(wrapKey),
                SqlTime.instant(row, 8));
    }

    /**
     * A transfer to be written.
     *
     * @param notificationNo what it is among its user's notifications; 0 for none
     */
    record NewTransfer(Transfer transfer, long notificationNo) {}

    static SqlStatement insert(List<NewTransfer> transfers, Instant now) {
        var rows = new InsertRows(INSERT, ROW);
        for (NewTransfer each : transfers) {
            Transfer transfer = each.transfer();
            rows.add(
                    Arrays.asList(
                            transfer.id().kind().name(),
                            transfer.id().businessNumber(),
                            transfer.debit().text(),
                            transfer.credit().text(),
                            transfer.amount().fen(),
                            transfer.user().value(),
                            transfer.wrapKey() == null ? null : transfer.wrapKey().value(),
                            SqlTime.utc(transfer.businessAt()),
                            SqlTime.utc(now),
                            each.notificationNo()));
        }
        return rows.statement();
    }
}
