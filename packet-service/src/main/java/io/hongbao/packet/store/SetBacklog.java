package io.hongbao.packet.store;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a SET still has to do.
 *
 * @param packets that are not paid or not ended yet: somebody may pay, open or be paid back;
 *     counted up to {@link #COUNTED_MAX} a table
 * @param outboxRows whose events are not published yet, counted likewise
 */
public record SetBacklog(long packets, long outboxRows) {

    public static final int COUNTED_MAX = 1_000;

    public static SetBacklog read(Connection connection) throws SQLException {
        long packets = 0;
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            packets += count(connection, "send_order_" + table + " where due_at is not null");
        }
        return new SetBacklog(packets, count(connection, "outbox"));
    }

    private static long count(Connection connection, String rows) throws SQLException {
        return SqlQuery.number(
                connection,
                "select count(*) from (select 1 from " + rows + " limit ?) counted",
                COUNTED_MAX);
    }

    public boolean nothing() {
        return packets == 0 && outboxRows == 0;
    }

    @Override
    public String toString() {
        return "packets=" + packets + " outbox_rows=" + outboxRows;
    }
}
