package io.hongbao.reconcile.single;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * What is looked for in packets of other days than those that are compared as a whole.
 *
 * @param first of the days that are compared as a whole
 * @param last of them
 * @param date on which something must have moved
 */
public record OtherDays(PacketDay first, PacketDay last, LocalDate date) {

    /**
     * Lines of one block and place that moved.
     *
     * @param block as the database names it: 0 where the key is no number
     * @param place SET and table; 0 where the key names none
     * @param firstKey of them
     * @param lastKey of them
     */
    public record Moved(long block, int place, String firstKey, String lastKey) {}

    /** Whether the key is of another day, as SQL. */
    String keys(String key) {
        return String.format(
                Locale.ROOT, "not (%s >= '%s' and %1$s < '%s')", key, first.from(), last.to());
    }

    /** When the day begins, as SQL. */
    String begin() {
        return literal(date);
    }

    /** When it is over, as SQL. */
    String end() {
        return literal(date.plusDays(1));
    }

    private static String literal(LocalDate day) {
        return "'"
                + LocalDateTime.ofInstant(
                        day.atStartOfDay(OrderNumber.ZONE).toInstant(), ZoneOffset.UTC)
                + "'";
    }

    /** The lines of {@code source}, a table and a condition, by their blocks. */
    static List<Moved> blocks(Snapshot database, String key, String source, Object... arguments) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select left(%1$s, 8) as day, substring(%1$s, 9, 10) >> 9 as block,
                            substring(%1$s, 19, 4) as place, min(%1$s) as first_key,
                            max(%1$s) as last_key
                        from %2$s
                        group by day, block, place
                        """,
                        key,
                        source);
        return database.rows(sql, OtherDays::moved, arguments);
    }

    private static Moved moved(ResultSet row) throws SQLException {
        String place = row.getString("place");
        return new Moved(
                row.getLong("block"),
                place.matches("[0-9]{4}") ? Integer.parseInt(place) : 0,
                row.getString("first_key"),
                row.getString("last_key"));
    }
}
