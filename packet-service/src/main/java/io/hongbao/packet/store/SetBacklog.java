package io.hongbao.packet.store;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.SqlQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a SET still has to do.
 *
 * @param packets that are not paid or not ended yet: somebody may pay, open or be paid back;
 *     counted up to {@link #COUNTED_MAX} a table
 * @param moments tables whose latest moment has not ended: somebody may ask to see it
 * @param outboxRows whose events are not published yet, counted likewise
 */
public record SetBacklog(long packets, long moments, long outboxRows) {

    public static final int COUNTED_MAX = 1_000;

    public static SetBacklog read(Connection connection) throws SQLException {
        long packets = 0;
        long moments = 0;
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            packets += count(connection, "send_order_" + table + " where due_at is not null");
            moments += latestOpen(connection, table);
        }
        return new SetBacklog(packets, moments, count(connection, "outbox"));
    }

    /** All moments live equally long, so the latest ends last. */
    private static long latestOpen(Connection connection, int table) throws SQLException {
        return SqlQuery.number(
                connection,
                String.format(
                        Locale.ROOT,
                        """
                        select count(*) from (
                            select ends_at from moment_%d order by moment_no desc limit 1
                        ) as latest
                        where ends_at > utc_timestamp(3)
                        """,
                        table));
    }

    private static long count(Connection connection, String rows) throws SQLException {
        return SqlQuery.number(
                connection,
                "select count(*) from (select 1 from " + rows + " limit ?) counted",
                COUNTED_MAX);
    }

    public boolean nothing() {
        return packets == 0 && moments == 0 && outboxRows == 0;
    }

    @Override
    public String toString() {
        return "packets=" + packets + " moments=" + moments + " outbox_rows=" + outboxRows;
    }
}
