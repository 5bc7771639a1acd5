package io.hongbao.packet.day;

import io.hongbao.lanes.day.DayPartition;
import io.hongbao.packet.set.TestSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Days of a SET's tables, for tests of other packages too. */
public final class Days {

    static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(5);

    private Days() {}

    /** Gives each of these days a partition in the two tables of a number. */
    public static void make(TestSet set, int table, Stream<LocalDate> days) throws SQLException {
        List<LocalDate> wanted = days.toList();
        try (Connection connection = set.connect()) {
            for (OrderTable each : OrderTable.pair(table)) {
                each.days(connection).make(wanted, LOCK_WAIT_MAX);
            }
        }
    }

    /** The partitions of {@code send_order_N}, without the last. */
    static List<String> partitions(TestSet set, int table) throws SQLException {
        try (Connection connection = set.connect()) {
            return OrderTable.pair(table).getFirst().days(connection).partitions().stream()
                    .map(DayPartition::name)
                    .toList();
        }
    }

    /** How many orders a partition of {@code send_order_N} has. */
    static int orders(TestSet set, int table, String partition) throws SQLException {
        try (Connection connection = set.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select count(*) from send_order_"
                                        + table
                                        + " partition ("
                                        + partition
                                        + ")")) {
            row.next();
            return row.getInt(1);
        }
    }
}
