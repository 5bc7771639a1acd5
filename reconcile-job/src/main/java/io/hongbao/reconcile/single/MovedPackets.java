package io.hongbao.reconcile.single;

import io.hongbao.reconcile.compare.KeyRanges;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.OtherDays.Moved;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Packets of one table, of other days, that lived on the day: whatever was paid, opened or refunded
 * then is of one of them. Reads the send orders of all days that are in the table, and no share.
 */
public final class MovedPackets {

    private static final int BLOCKS_AT_ONCE = 128;

    private static final int DAY_DIGITS = 8;

    private final Snapshot database;
    private final String table;
    private final OtherDays other;

    private MovedPackets(Snapshot database, TableOfSet table, OtherDays other) {
        this.database = database;
        this.table = "send_order_" + table.table();
        this.other = other;
    }

    public static List<Moved> find(Snapshot database, TableOfSet table, OtherDays other) {
        return new MovedPackets(database, table, other).find();
    }

    private List<Moved> find() {
        var moved = new ArrayList<Moved>();
        Optional<String> key = firstKey("");
        while (key.isPresent()) {
            key = firstKey(ofDay(key.get().substring(0, DAY_DIGITS), moved));
        }
        return moved;
    }

    /** The first of another day, from this key on. */
    private Optional<String> firstKey(String from) {
        return database
                .rows(
                        String.format(
                                Locale.ROOT,
                                "select order_no from %s where order_no >= ? and %s order by order_no limit 1",
                                table,
                                other.keys("order_no")),
                        row -> row.getString(1),
                        from)
                .stream()
                .findFirst();
    }

    /** Returns where the keys of the day end. */
    private String ofDay(String text, List<Moved> moved) {
        try {
            var day = new PacketDay(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
            KeyRanges.ofTable(database, day.whole(), table, BLOCKS_AT_ONCE)
                    .forEach(range ->
                            moved.addAll(
                                    OtherDays.blocks(
                                            database,
                                            "order_no",
                                            lived(),
                                            range.from(),
                                            range.to())));
            return day.to();
        } catch (DateTimeException noDay) {
            // A number that is none: nothing that begins so is a packet of a day.
            return text + '~';
        }
    }

    private String lived() {
        return String.format(
                Locale.ROOT,
                """
                %s
                where order_no >= ? and order_no < ?
                    and paid_at < %s and (ended_at is null or ended_at >= %s)\
                """,
                table,
                other.end(),
                other.begin());
    }
}
