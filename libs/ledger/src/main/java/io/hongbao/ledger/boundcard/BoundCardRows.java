package io.hongbao.ledger.boundcard;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The SQL of bound cards. */
public final class BoundCardRows {

    private static final String SELECT =
            "select user_id, channel, token, label, bound_at from bound_card where user_id in ";
    private static final String INSERT =
            "insert into bound_card (user_id, channel, token, label, bound_at) values ";
    private static final String ROW = "(?,?,?,?,?)";

    private BoundCardRows() {}

    /** The latest of each user first. */
    public static List<BoundCard> ofUsers(Connection connection, List<UserId> users)
            throws SQLException {
        return SqlQuery.rows(
                connection,
                SELECT
                        + SqlQuery.placeholders(users.size())
                        + " order by user_id, bound_at desc, token",
                users.stream().map(UserId::value).toList(),
                row ->
                        new BoundCard(
                                new UserId(row.getLong(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                SqlTime.instant(row, 5)));
    }

    public static SqlStatement insert(List<BoundCard> cards) {
        var rows = new InsertRows(INSERT, ROW);
        for (BoundCard card : cards) {
            rows.add(
                    List.of(
                            card.user().value(),
                            card.channel(),
                            card.token(),
                            card.label(),
                            SqlTime.utc(card.boundAt())));
        }
        return rows.statement();
    }

    public static SqlStatement delete(BoundCard card) {
        return new SqlStatement(
                "delete from bound_card where user_id = ? and token = ?",
                List.of(card.user().value(), card.token()),
                1);
    }
}
