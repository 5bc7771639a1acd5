package io.hongbao.packet.archive;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.packet.archive.DaySums.Subtotal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a SET remembers of its days: which were reconciled, and what archived ones came to. */
final class ArchivedDays {

    /** All bits of {@link ReconciledDay#removedTables}. */
    static final int ALL_TABLES = (1 << OrderNumber.TABLES) - 1;

    /** A debit that becomes known pays its packet at most a day after the time to pay was over. */
    static final int SETTLED_AFTER_DAYS = 3;

    private final Connection connection;

    ArchivedDays(Connection connection) {
        this.connection = connection;
    }

    /**
     * A day that is reconciled.
     *
     * @param removedTables a bit for each table in which what nobody paid was removed
     */
    record ReconciledDay(LocalDate day, int removedTables) {

        boolean isDone(int table) {
            return (removedTables & 1 << table) != 0;
        }
    }

    /**
     * Remembers that a reconcile run found nothing wrong and nothing under way, in these sums.
     *
     * @param removedTables {@link #ALL_TABLES} when nothing may be removed any more
     */
    void stampReconciled(LocalDate day, DaySums sums, int removedTables) throws SQLException {
        takeStamp(day);
        SqlStatement.execute(
                connection,
                """
                insert into reconciled_day (day, removed_tables, packets, paid_packets, paid_fen,
                    shares, opened_fen, refunded_packets, refunded_fen, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(3))
                """,
                values(sums, day, removedTables));
    }

    /** The day is not reconciled any more. */
    void takeStamp(LocalDate day) throws SQLException {
        SqlStatement.execute(connection, "delete from reconciled_day where day = ?", day);
    }

    /** What the day came to when it was reconciled; empty when it was not. */
    Optional<DaySums> reconciled(LocalDate day) throws SQLException {
        return sums("reconciled_day where day = ?", day);
    }

    /** Days that were reconciled when nothing could pay their packets any more, oldest first. */
    List<ReconciledDay> settledBefore(LocalDate before) throws SQLException {
        return SqlQuery.rows(
                connection,
                """
                select day, removed_tables
                from reconciled_day
                where day < ? and at >= day + interval ? day
                    and day not in (select day from archived_day)
                order by day
                """,
                List.of(before, SETTLED_AFTER_DAYS),
                row -> new ReconciledDay(row.getObject(1, LocalDate.class), row.getInt(2)));
    }

    /**
     * Whether rows of the table may be removed, until the end of the database transaction: others
     * who remove rows of the day wait for it, and who wants to end the removal.
     */
    boolean lockForRemoval(LocalDate day, int table) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        "select removed_tables from reconciled_day where day = ? for update",
                        List.of(day),
                        row -> new ReconciledDay(day, row.getInt(1)))
                .stream()
                .anyMatch(each -> !each.isDone(table));
    }

    /** So many packets of the day that nobody paid are not there any more. */
    void removed(LocalDate day, int packets) throws SQLException {
        SqlStatement.execute(
                connection,
                "update reconciled_day set packets = packets - ? where day = ?",
                packets,
                day);
    }

    /** Nothing is removed from these tables any more, from now on. */
    void endRemoval(LocalDate day, int tables) throws SQLException {
        SqlStatement.execute(
                connection,
                "update reconciled_day set removed_tables = removed_tables | ? where day = ?",
                tables,
                day);
    }

    /** Rows of the outbox that may be of packets that had ended at {@code endedAt}. */
    long waitingEvents(Instant endedAt) throws SQLException {
        return SqlQuery.number(
                connection,
                "select count(*) from outbox where created_at <= ? + interval 1 minute",
                LocalDateTime.ofInstant(endedAt, ZoneOffset.UTC));
    }

    /** The sums as they were when archiving began; empty when it did not. */
    Optional<DaySums> begun(LocalDate day, int table) throws SQLException {
        return sums("archived_day where day = ? and table_no = ?", day, table);
    }

    private Optional<DaySums> sums(String source, Object... arguments) throws SQLException {
        return SqlQuery.rows(
                        connection,
                        """
                        select packets, paid_packets, paid_fen, shares, opened_fen,
                            refunded_packets, refunded_fen
                        from
                        """
                                + source,
                        List.of(arguments),
                        row ->
                                new DaySums(
                                        row.getLong(1),
                                        new Subtotal(row.getLong(2), row.getLong(3)),
                                        new Subtotal(row.getLong(4), row.getLong(5)),
                                        new Subtotal(row.getLong(6), row.getLong(7))))
                .stream()
                .findFirst();
    }

    /** The key, and then the sums in the order of their columns. */
    private static Object[] values(DaySums sums, Object... key) {
        return Stream.concat(
                        Stream.of(key),
                        Stream.of(
                                sums.packets(),
                                sums.paid().count(),
                                sums.paid().fen(),
                                sums.opened().count(),
                                sums.opened().fen(),
                                sums.refunded().count(),
                                sums.refunded().fen()))
                .toArray();
    }

    void begin(LocalDate day, int table, DaySums sums) throws SQLException {
        SqlStatement.execute(
                connection,
                """
                insert into archived_day (day, table_no, packets, paid_packets, paid_fen, shares,
                    opened_fen, refunded_packets, refunded_fen, begun_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(3))
                """,
                values(sums, day, table));
    }

    /** Nothing of the day is left in the tables. Only the first time counts. */
    void detached(LocalDate day, int table) throws SQLException {
        SqlStatement.execute(
                connection,
                """
                update archived_day
                set detached_at = coalesce(detached_at, utc_timestamp(3))
                where day = ? and table_no = ?
                """,
                day,
                table);
    }
}
