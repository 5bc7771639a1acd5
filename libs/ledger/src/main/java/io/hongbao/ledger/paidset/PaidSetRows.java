package io.hongbao.ledger.paidset;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;

/** The SETs of which a shard has order numbers. */
public final class PaidSetRows {

    private PaidSetRows() {}

    public static List<SetId> all(Connection connection) throws SQLException {
        return SqlQuery.rows(
                connection,
                "select set_id from paid_set",
                List.of(),
                row -> SetId.parse(row.getString(1)));
    }

    /** Of at least one; ascending, so that two writers never wait for each other crosswise. */
    public static SqlStatement add(SortedSet<SetId> sets) {
        return new SqlStatement(
                "insert into paid_set (set_id) values "
                        + "(?),".repeat(sets.size() - 1)
                        + "(?) on duplicate key update set_id = set_id",
                sets.stream().map(SetId::toString).toList(),
                SqlStatement.ANY);
    }
}
