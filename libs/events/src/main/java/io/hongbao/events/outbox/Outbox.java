package io.hongbao.events.outbox;

import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import java.time.Instant;
import java.util.List;

/** Writes events with the commit that they belong to: one row for all events of a commit. */
public final class Outbox {

    /**
     * The table, for the owners of the schemas. No further index: but for a fault of the broker it
     * is as good as empty, and every index would cost each commit.
     */
    public static final String TABLE =
            """
            create table outbox (
                id bigint not null auto_increment primary key,
                table_no smallint not null,
                created_at datetime(3) not null,
                events longtext character set utf8mb4 not null
            )
            """;

    private static final String INSERT =
            "insert into outbox (table_no, created_at, events) values (?, ?, ?)";

    private Outbox() {}

    /**
     * The row of a commit, to be written with it; the caller then hands the row's id and the events
     * to {@link OutboxRelay#publish}.
     *
     * @param tableNo whose commit it is: the owner of this table publishes what a crash leaves
     */
    public static SqlStatement row(int tableNo, List<OutboxEvent> events, Instant now) {
        return new SqlStatement(
                INSERT, List.of(tableNo, SqlTime.utc(now), OutboxRow.encode(events)), 1);
    }
}
