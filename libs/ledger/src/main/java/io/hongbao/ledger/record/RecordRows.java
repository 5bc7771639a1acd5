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
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL of the lists of users. */
final class RecordRows {

    private static final String COLUMNS =
            "user_id, direction, order_no, kind, amount_fen, at, greeting, sender_id, share_count";
    private static final String SELECT = "select " + COLUMNS + " from user_record ";
    private static final String INSERT = "insert into user_record (" + COLUMNS + ") values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?)";

    private static final String IDENTITY = "(user_id = ? and direction = ? and order_no = ?)";

    private RecordRows() {}

    /** Those of {@code lines} whose identity exists, as they were first written. */
    static List<UserRecord> existing(Connection connection, List<UserRecord> lines)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT
                        + "force index (user_record_of_packet) where "
                        + IDENTITY
                        + (" or " + IDENTITY).repeat(lines.size() - 1),
                lines.stream().flatMap(RecordRows::identity).toList(),
                RecordRows::line);
    }

    private static Stream<Object> identity(UserRecord line) {
        return Stream.of(line.user().value(), line.direction().text(), line.packet().value());
    }

    /** Of a list, what follows {@code after}; of equal times, the larger order number first. */
    static List<UserRecord> page(
            Connection connection,
            UserId user,
            RecordDirection direction,
            Optional<RecordCursor> after,
            int limit)
            throws SQLException {
        var arguments = new ArrayList<Object>(List.of(user.value(), direction.text()));
        after.ifPresent(cursor -> {
            LocalDateTime at = SqlTime.utc(cursor.at());
            arguments.addAll(List.of(at, at, cursor.packet().value()));
        });
        arguments.add(limit);
        String following = after.isEmpty() ? "" : " and (at < ? or (at = ? and order_no < ?))";
        return SqlQuery.rows(
                connection,
                SELECT
                        + "where user_id = ? and direction = ?"
                        + following
                        + " order by at desc, order_no desc limit ?",
                arguments,
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

    /** Of the record that is stored under the line's identity, if there is one. */
    static SqlStatement delete(UserRecord line) {
        return new SqlStatement(
                "delete from user_record where " + IDENTITY,
                identity(line).toList(),
                SqlStatement.ANY);
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
