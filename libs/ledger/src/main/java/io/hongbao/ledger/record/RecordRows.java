package io.hongbao.ledger.record;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many records at once. */
final class RecordRows {

    private static final String INSERT =
            "insert into user_record (user_id, direction, order_no, kind, amount_fen, at,"
                    + " greeting, sender_id, share_count) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?)";

    private RecordRows() {}

    /** Those of {@code lines} whose identity exists, as they were first written. */
    static List<UserRecord> existing(Connection connection, List<UserRecord> lines)
            throws SQLException {
        var identities = new ArrayList<Object>();
        for (UserRecord line : lines) {
            identities.add(line.user().value());
            identities.add(line.direction().text());
            identities.add(line.packet().value());
        }
        String anIdentity = "(user_id = ? and direction = ? and order_no = ?)";
        return SqlQuery.rows(
                connection,
                "select user_id, direction, order_no, kind, amount_fen, at, greeting, sender_id,"
                        + " share_count from user_record force index (primary) where "
                        + anIdentity
                        + (" or " + anIdentity).repeat(lines.size() - 1),
                identities,
                RecordRows::line);
    }

    private static UserRecord line(ResultSet row) throws SQLException {
        Long sender = row.getObject(8, Long.class);
        return new UserRecord(
                new UserId(row.getLong(1)),
                RecordDirection.parse(row.getString(2)).orElseThrow(),
                new OrderNumber(row.getString(3)),
                PacketKind.valueOf(row.getString(4)),
                new Money(row.getLong(5)),
                SqlTime.instant(row, 6),
                row.getString(7),
                sender == null ? null : new UserId(sender),
                row.getObject(9, Integer.class));
    }

    /** Fails with a duplicate key when one of them is there. */
    static SqlStatement insert(List<UserRecord> lines) {
        var rows = new InsertRows(INSERT, ROW);
        for (UserRecord line : lines) {
            UserId sender = line.sender();
            rows.add(
                    Arrays.asList(
                            line.user().value(),
                            line.direction().text(),
                            line.packet().value(),
                            line.kind().name(),
                            line.amount().fen(),
                            SqlTime.utc(line.at()),
                            line.greeting(),
                            sender == null ? null : sender.value(),
                            line.shares()));
        }
        return rows.statement();
    }

    /** One that somebody else added meanwhile stays as it is. */
    static SqlStatement insertMissing(List<UserRecord> lines) {
        SqlStatement insert = insert(lines);
        return new SqlStatement(
                insert.sql() + " on duplicate key update user_id = user_record.user_id",
                insert.arguments(),
                SqlStatement.ANY);
    }
}
