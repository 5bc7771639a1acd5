package io.hongbao.lanes.day;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.lanes.commit.SqlQuery;
import io.hongbao.lanes.commit.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days of a table that is partitioned by a column of ASCII text, which begins with the 8 digits
 * of a day; on a connection of the caller that is in no transaction.
 */
public final class TableDays {

    /** More days than this with rows but without partitions are left for the next round. */
    private static final int DAYS_MAX = 100;

    private static final int DAY_LENGTH = 8;
    private static final String PARTITIONS =
            """
            select partition_name, partition_description
            from information_schema.partitions
            where table_schema = database() and table_name = ? and partition_name <> ?
            order by partition_ordinal_position
            """;

    private final Connection connection;
    private final String table;
    private final String column;

    /** Of {@code table}, which has {@code p_later} as its last partition, by {@code column}. */
    public TableDays(Connection connection, String table, String column) {
        this.connection = connection;
        this.table = table;
        this.column = column;
    }

    /** In ascending order, without the last one that has no end. */
    public List<DayPartition> partitions() throws SQLException {
        return SqlQuery.rows(
                connection, PARTITIONS, List.of(table, DayPartition.LATER), TableDays::read);
    }

    private static DayPartition read(ResultSet row) throws SQLException {
        // A literal: in quotes.
        String end = row.getString(2).replace("'", "");
        return new DayPartition(row.getString(1), LocalDate.parse(end, BASIC_ISO_DATE));
    }

    /**
     * How many days after {@code today} have a partition; negative when today has none. Throws
     * {@link TablesInUse} when others keep the table.
     */
    public int ahead(LocalDate today) throws SQLException {
        try {
            LocalDate end = end(partitions());
            return end == null ? -1 : (int) Math.max(-1, ChronoUnit.DAYS.between(today, end) - 1);
        } catch (SQLException failure) {
            throw TablesInUse.orSame(table, failure);
        }
    }

    /**
     * Gives each of these days a partition, and each day whose rows came before it had one. Nothing
     * is done when nothing is missing; two at once do it once. The table is locked only while
     * partitions are made, which is short as long as no rows have to be moved.
     *
     * @return whether anything was made
     * @throws TablesInUse when others keep the table for too long
     */
    public boolean make(Collection<LocalDate> days, Duration lockWaitMax) throws SQLException {
        try {
            return !missing(days).isEmpty() && makeAlone(days, lockWaitMax);
        } catch (SQLException failure) {
            throw TablesInUse.orSame(table, failure);
        }
    }

    private boolean makeAlone(Collection<LocalDate> days, Duration lockWaitMax)
            throws SQLException {
        try (var _ = TableLock.take(connection, List.of(table), lockWaitMax)) {
            // Read again: somebody else may have been faster.
            List<DayPartition> missing = missing(days);
            if (missing.isEmpty()) {
                return false;
            }
            SqlStatement.execute(
                    connection,
                    String.format(
                            Locale.ROOT,
                            "alter table %s reorganize partition p_later into (%s, partition p_later values less than (maxvalue))",
                            table,
                            missing.stream()
                                    .map(DayPartition::definition)
                                    .collect(Collectors.joining(", "))));
            return true;
        }
    }

    private List<DayPartition> missing(Collection<LocalDate> days) throws SQLException {
        var wanted = new TreeSet<>(days);
        wanted.addAll(daysInLater());
        return DayPartition.next(end(partitions()), wanted);
    }

    /** The days of rows that have no partition of their own; a look-up for each. */
    private Collection<LocalDate> daysInLater() throws SQLException {
        String sql =
                "select min("
                        + column
                        + ") from "
                        + table
                        + " partition (p_later) where "
                        + column
                        + " >= ?";
        var days = new TreeSet<LocalDate>();
        String from = "";
        while (days.size() < DAYS_MAX) {
            String least =
                    SqlQuery.<@Nullable String>rows(
                                    connection, sql, List.of(from), row -> row.getString(1))
                            .getFirst();
            if (least == null) {
                break;
            }
            LocalDate day = LocalDate.parse(least.substring(0, DAY_LENGTH), BASIC_ISO_DATE);
            days.add(day);
            from = day.plusDays(1).format(BASIC_ISO_DATE);
        }
        return days;
    }

    /** Whether rows of days before {@code day} are in a partition that is of no one day. */
    public boolean hasStraysBefore(LocalDate day) throws SQLException {
        String ofNoDay =
                Stream.concat(
                                partitions().stream()
                                        .filter(each -> !each.ofOneDay())
                                        .map(DayPartition::name),
                                Stream.of(DayPartition.LATER))
                        .collect(Collectors.joining(", "));
        return SqlQuery.number(
                        connection,
                        "select exists(select 1 from "
                                + table
                                + " partition ("
                                + ofNoDay
                                + ") where "
                                + column
                                + " < ?)",
                        day.format(BASIC_ISO_DATE))
                > 0;
    }

    /**
     * Drops the partitions of days before {@code day}, with all their rows; the table is locked
     * meanwhile.
     *
     * @return how many
     * @throws TablesInUse when others keep the table for too long
     */
    public int dropBefore(LocalDate day, Duration lockWaitMax) throws SQLException {
        try {
            return over(day).isEmpty() ? 0 : dropAlone(day, lockWaitMax);
        } catch (SQLException failure) {
            throw TablesInUse.orSame(table, failure);
        }
    }

    private int dropAlone(LocalDate day, Duration lockWaitMax) throws SQLException {
        try (var _ = TableLock.take(connection, List.of(table), lockWaitMax)) {
            // Read again: somebody else may have been faster.
            List<String> over = over(day);
            if (!over.isEmpty()) {
                SqlStatement.execute(
                        connection,
                        "alter table " + table + " drop partition " + String.join(", ", over));
            }
            return over.size();
        }
    }

    private List<String> over(LocalDate day) throws SQLException {
        return partitions().stream()
                .filter(each -> !each.end().isAfter(day))
                .map(DayPartition::name)
                .toList();
    }

    private static @Nullable LocalDate end(List<DayPartition> partitions) {
        return partitions.isEmpty() ? null : partitions.getLast().end();
    }
}
