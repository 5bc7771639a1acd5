package io.hongbao.reconcile.single;

import io.hongbao.reconcile.compare.KeyRanges;
import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the columns of each packet fit its state and its place, whether it has ended if its time
 * is over, and what active packets hold. The database judges; only what is wrong is read.
 */
public final class PacketColumns {

    private static final int BLOCKS_AT_ONCE = 128;
    private static final int ROWS_MAX = 1_000;

    /** Null, so nothing is equal to it, of what is not paid. */
    private static final String LIFETIME_OVER =
            "(paid_at + interval lifetime_ms * 1000 microsecond)";

    /**
     * What was found in a table.
     *
     * @param heldFen left in active packets
     * @param archived whether the day was taken out of the table: then nothing else is said
     */
    public record Result(long packets, long heldFen, boolean archived, List<Finding> findings) {

        static final Result ARCHIVED = new Result(0, 0, true, List.of());
    }

    private record Sums(long packets, long heldFen, long irregular, long overdue, long views) {}

    private PacketColumns() {}

    /** {@code endedBy}: what was due before has ended. */
    public static Result check(
            Snapshot database, TableOfSet table, PacketDay.Part packets, Instant endedBy) {
        var overdue = new OverduePackets(database, table, endedBy);
        if (archived(database, table, packets.day())) {
            return Result.ARCHIVED;
        }
        var findings = new ArrayList<Finding>();
        long[] sums = new long[2];
        KeyRanges.ofTable(database, packets, "send_order_" + table.table(), BLOCKS_AT_ONCE)
                .forEach(range -> {
                    Sums found = sums(database, table, range, overdue);
                    sums[0] += found.packets();
                    sums[1] += found.heldFen();
                    if (found.irregular() > 0) {
                        findings.addAll(Finding.upTo(ROWS_MAX, irregular(database, table, range)));
                    }
                    if (found.overdue() > 0) {
                        findings.addAll(overdue.in(range));
                    }
                    if (found.views() > 0) {
                        findings.addAll(new ViewOrders(database, table).in(range));
                    }
                });
        return new Result(sums[0], sums[1], false, findings);
    }

    private static boolean archived(Snapshot database, TableOfSet table, PacketDay day) {
        return database.number(
                        "select count(*) from archived_day where day = ? and table_no = ?",
                        day.day(),
                        table.table())
                > 0;
    }

    private static Sums sums(
            Snapshot database, TableOfSet table, Range range, OverduePackets overdue) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select count(*) as packets,
                            coalesce(sum(if(state = 'ACTIVE', fen_left, 0)), 0) as held_fen,
                            count(if(%s, null, 1)) as irregular,
                            count(if(%s, 1, null)) as overdue,
                            count(if(kind = 'VIEW', 1, null)) as views
                        from send_order_%d
                        where order_no >= ? and order_no < ?
                        """,
                        regular(table),
                        overdue.condition(),
                        table.table());
        return database.rows(
                        sql,
                        row ->
                                new Sums(
                                        row.getLong("packets"),
                                        row.getLong("held_fen"),
                                        row.getLong("irregular"),
                                        row.getLong("overdue"),
                                        row.getLong("views")),
                        range.from(),
                        range.to())
                .getFirst();
    }

    private static List<Finding> irregular(Snapshot database, TableOfSet table, Range range) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select order_no, sender_id, state, total_fen, fen_left, share_count, shares_left,
                            lifetime_ms, cast(paid_at as char) as paid_at,
                            cast(expires_at as char) as expires_at,
                            cast(ended_at as char) as ended_at, cast(due_at as char) as due_at
                        from send_order_%d
                        where order_no >= ? and order_no < ? and not coalesce(%s, false)
                        order by order_no
                        limit %d
                        """,
                        table.table(),
                        regular(table),
                        ROWS_MAX);
        return database.rows(
                sql,
                row ->
                        new Finding(
                                Kind.PACKET_IRREGULAR,
                                row.getString("order_no"),
                                row.getString("order_no"),
                                table.name(),
                                row.getLong("sender_id"),
                                row.getLong("fen_left"),
                                String.format(
                                        Locale.ROOT,
                                        "state=%s, left=%d of %d shares, fen=%d of %d, paid_at=%s, lifetime_ms=%d, expires_at=%s, ended_at=%s, due_at=%s",
                                        row.getString("state"),
                                        row.getLong("shares_left"),
                                        row.getLong("share_count"),
                                        row.getLong("fen_left"),
                                        row.getLong("total_fen"),
                                        row.getString("paid_at"),
                                        row.getLong("lifetime_ms"),
                                        row.getString("expires_at"),
                                        row.getString("ended_at"),
                                        row.getString("due_at"))),
                range.from(),
                range.to());
    }

    private static String regular(TableOfSet table) {
        return String.format(
                Locale.ROOT,
                """
                (substring(order_no, 19) = '%s' and fen_left >= shares_left
                    and (kind <> 'VIEW' or state in ('UNPAID', 'CLOSED', 'FINISHED'))
                    and case state
                        when 'UNPAID' then paid_at is null and due_at <=> pay_by
                            and shares_left = share_count and fen_left = total_fen
                        when 'CLOSED' then paid_at is null and due_at is null
                            and shares_left = share_count and fen_left = total_fen
                        when 'ACTIVE' then expires_at = %2$s
                            and due_at <=> expires_at and shares_left > 0
                        when 'FINISHED' then expires_at = %2$s and ended_at is not null
                            and due_at is null and shares_left = 0 and fen_left = 0
                        when 'REFUNDED' then expires_at = %2$s and ended_at is not null
                            and due_at is null and shares_left > 0
                        else false end)\
                """,
                String.format(Locale.ROOT, "%s%d", table.set(), table.table()),
                LIFETIME_OVER);
    }
}
