package io.hongbao.packet.archive;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.day.DayPartition;
import io.hongbao.lanes.day.TableLock;
import io.hongbao.packet.archive.DaySums.DayContents;
import io.hongbao.packet.archive.DaySums.Subtotal;
import io.hongbao.packet.day.OrderTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day of one order table: its partition, and the table of its own that it becomes. Each step
 * does nothing where it was done before.
 */
final class DayOfTable {

    private final Connection connection;
    private final OrderTable table;
    private final LocalDate day;
    private final Duration lockWaitMax;

    DayOfTable(Connection connection, OrderTable table, LocalDate day, Duration lockWaitMax) {
        this.connection = connection;
        this.table = table;
        this.day = day;
        this.lockWaitMax = lockWaitMax;
    }

    /** Where its rows go. */
    String archive() {
        return table.name() + "_" + day.format(BASIC_ISO_DATE);
    }

    private String partition() {
        return DayPartition.nameOf(day);
    }

    private String inTable() {
        return table.name() + " partition (" + partition() + ")";
    }

    boolean hasPartition() throws SQLException {
        return table.days(connection).partitions().stream()
                .anyMatch(each -> each.name().equals(partition()));
    }

    private boolean hasArchive() throws SQLException {
        return SqlQuery.number(
                        connection,
                        """
                        select count(*)
                        from information_schema.tables
                        where table_schema = database() and table_name = ?
                        """,
                        archive())
                > 0;
    }

    /** What its rows come to, wherever they are. Reads all of them, and locks nothing. */
    DayContents sums() throws SQLException {
        List<String> places = new ArrayList<>();
        if (hasPartition()) {
            places.add(inTable());
        }
        if (hasArchive()) {
            places.add(archive());
        }
        DayContents found = DayContents.NOTHING;
        for (String place : places) {
            found = found.plus(sumsIn(place));
        }
        return found;
    }

    private DayContents sumsIn(String place) throws SQLException {
        return switch (table.kind()) {
            case SEND -> sendOrders(place);
            case RECEIVE -> receiveOrders(place);
        };
    }

    private DayContents sendOrders(String place) throws SQLException {
        String sql =
                """
                select count(*) as packets,
                    coalesce(sum(state in ('FINISHED', 'REFUNDED')), 0) as paid,
                    coalesce(sum(if(state in ('FINISHED', 'REFUNDED'), total_fen, 0)), 0)
                        as paid_fen,
                    coalesce(sum(state = 'REFUNDED'), 0) as refunded,
                    coalesce(sum(if(state = 'REFUNDED', fen_left, 0)), 0) as refunded_fen,
                    coalesce(sum(state in ('UNPAID', 'ACTIVE') or due_at is not null), 0)
                        as still_open,
                    coalesce(sum(expires_at > utc_timestamp(3)), 0) as young,
                    coalesce(sum(order_no not like concat(?, '%')), 0) as other_days,
                    max(ended_at) as last_ended_at
                from
                """;
        return contents(
                sql + place,
                row ->
                        new DayContents(
                                new DaySums(
                                        row.getLong("packets"),
                                        new Subtotal(row.getLong("paid"), row.getLong("paid_fen")),
                                        Subtotal.NONE,
                                        new Subtotal(
                                                row.getLong("refunded"),
                                                row.getLong("refunded_fen"))),
                                row.getLong("still_open"),
                                row.getLong("young"),
                                row.getLong("other_days"),
                                instant(row.getObject("last_ended_at", LocalDateTime.class))));
    }

    private DayContents receiveOrders(String place) throws SQLException {
        String sql =
                """
                select count(*) as shares, coalesce(sum(amount_fen), 0) as opened_fen,
                    coalesce(sum(order_no not like concat(?, '%')), 0) as other_days
                from
                """;
        return contents(
                sql + place,
                row -> {
                    var opened = new Subtotal(row.getLong("shares"), row.getLong("opened_fen"));
                    var sums = new DaySums(0, Subtotal.NONE, opened, Subtotal.NONE);
                    return new DayContents(sums, 0, 0, row.getLong("other_days"), null);
                });
    }

    private DayContents contents(String sql, SqlQuery.RowReader<DayContents> reader)
            throws SQLException {
        return SqlQuery.rows(connection, sql, List.of(day.format(BASIC_ISO_DATE)), reader)
                .getFirst();
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** Makes the table that the day becomes, like its own but without partitions. */
    void makeArchive() throws SQLException {
        SqlStatement.execute(
                connection, "create table if not exists " + archive() + " like " + table.name());
        boolean partitioned =
                SqlQuery.number(
                                connection,
                                """
                                select count(*)
                                from information_schema.partitions
                                where table_schema = database() and table_name = ?
                                    and partition_name is not null
                                """,
                                archive())
                        > 0;
        if (partitioned) {
            SqlStatement.execute(connection, "alter table " + archive() + " remove partitioning");
        }
    }

    /** Exchanges the partition for the empty archive: one statement, however many rows. */
    void detach() throws SQLException {
        if (!hasPartition()) {
            return;
        }
        try (var _ = TableLock.take(connection, List.of(table.name(), archive()), lockWaitMax)) {
            if (isEmpty(inTable())) {
                return;
            }
            // Looked at under the lock: exchanging twice would bring the rows back.
            if (!isEmpty(archive())) {
                throw new CannotArchive("rows are in both " + inTable() + " and " + archive());
            }
            if (table.kind() == OrderTable.OrderKind.SEND && hasDue()) {
                throw new CannotArchive("a packet has become open again: " + inTable());
            }
            SqlStatement.execute(
                    connection,
                    "alter table "
                            + table.name()
                            + " exchange partition "
                            + partition()
                            + " with table "
                            + archive());
        }
    }

    /** Drops the partition that {@link #detach} emptied. */
    void drop() throws SQLException {
        if (!hasPartition()) {
            return;
        }
        try (var _ = TableLock.take(connection, List.of(table.name()), lockWaitMax)) {
            if (!isEmpty(inTable())) {
                throw new CannotArchive("must be empty: " + inTable());
            }
            SqlStatement.execute(
                    connection, "alter table " + table.name() + " drop partition " + partition());
        }
    }

    /** By the index, so that the lock is short. */
    private boolean hasDue() throws SQLException {
        return SqlQuery.number(
                        connection,
                        "select count(*) from (select 1 from "
                                + inTable()
                                + " where due_at is not null limit 1) as due")
                > 0;
    }

    private boolean isEmpty(String place) throws SQLException {
        return SqlQuery.number(connection, "select exists(select 1 from " + place + ")") == 0;
    }
}
