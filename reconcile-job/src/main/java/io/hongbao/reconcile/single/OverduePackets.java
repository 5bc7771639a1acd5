package io.hongbao.reconcile.single;

import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Packets of one table that should have ended and did not: nobody refunded or closed them. */
public final class OverduePackets {

    private static final int ROWS_MAX = 1_000;

    private final Snapshot database;
    private final TableOfSet table;
    private final LocalDateTime endedBy;

    /** {@code endedBy}: what was due before has ended. */
    OverduePackets(Snapshot database, TableOfSet table, Instant endedBy) {
        this.database = database;
        this.table = table;
        this.endedBy = LocalDateTime.ofInstant(endedBy, ZoneOffset.UTC);
    }

    /**
     * Of all days but those from {@code first} to {@code last}, which {@link PacketColumns} looks
     * through. One range of the index by which the packet service finds what is due: costs nothing
     * where nothing is.
     */
    public static List<Finding> ofOtherDays(
            Snapshot database, TableOfSet table, PacketDay first, PacketDay last, Instant endedBy) {
        var overdue = new OverduePackets(database, table, endedBy);
        return overdue.find(
                "due_at < '" + overdue.endedBy + "' and not (order_no >= ? and order_no < ?)",
                first.from(),
                last.to());
    }

    List<Finding> in(Range range) {
        return find("order_no >= ? and order_no < ?", range.from(), range.to());
    }

    /** By what the packet says of itself, whatever it is due for. */
    String condition() {
        return String.format(
                Locale.ROOT,
                "(state = 'ACTIVE' and expires_at < '%s' or state = 'UNPAID' and pay_by < '%1$s')",
                endedBy);
    }

    private List<Finding> find(String where, String from, String to) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select order_no, sender_id, state, fen_left, cast(pay_by as char) as pay_by,
                            cast(expires_at as char) as expires_at
                        from send_order_%d
                        where %s and %s
                        order by order_no
                        limit %d
                        """,
                        table.table(),
                        condition(),
                        where,
                        ROWS_MAX);
        return Finding.upTo(ROWS_MAX, database.rows(sql, this::finding, from, to));
    }

    private Finding finding(ResultSet row) throws SQLException {
        boolean active = row.getString("state").equals("ACTIVE");
        return new Finding(
                Kind.PACKET_OVERDUE,
                row.getString("order_no"),
                row.getString("order_no"),
                table.name(),
                row.getLong("sender_id"),
                active ? row.getLong("fen_left") : 0,
                active
                        ? "ACTIVE, expires_at=" + row.getString("expires_at")
                        : "UNPAID, pay_by=" + row.getString("pay_by"));
    }
}
