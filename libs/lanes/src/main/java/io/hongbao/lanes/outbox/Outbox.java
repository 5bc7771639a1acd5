package io.hongbao.lanes.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
     * Adds one row to the database transaction of {@code connection}; the caller commits, and then
     * hands row id and events to {@link OutboxRelay#publish}.
     *
     * @param tableNo whose commit it is: the owner of this table publishes what a crash leaves
     * @return the row's id
     */
    public static long write(
            Connection connection, int tableNo, List<OutboxEvent> events, Instant now)
            throws SQLException {
        String text = OutboxRow.encode(events);
        try (PreparedStatement insert =
                connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            insert.setInt(1, tableNo);
            insert.setObject(2, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(3, text);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new IllegalStateException("must return the row's id");
                }
                return keys.getLong(1);
            }
        }
    }
}
