package io.hongbao.packet.schema;

import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * Which rule gave the packets of a database their amounts: written when its schema is made, never
 * changed. Packets of another rule would get amounts that do not add up to their totals.
 */
public final class AmountRule {

    private AmountRule() {}

    /** Throws unless all LUCKY packets of the database are of the rule of this build. */
    public static void check(Connection connection) throws SQLException {
        long found =
                SqlQuery.number(
                        connection,
                        "select count(*) from amount_rule where rule_no = ?",
                        ShareAmounts.RULE);
        if (found == 0) {
            throw new SQLNonTransientException(
                    "must hold no LUCKY packets of an earlier build, whose amounts followed another"
                            + " rule: begin with empty databases, see docs/AMOUNTS.md",
                    "08004");
        }
    }
}
