package io.hongbao.reconcile.read;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The packets of one SET at one instant. */
public final class SetReader implements AutoCloseable {

    private static final int ORDERS_PAGE = 500;
    private static final int SHARES_PAGE = 2_000;
    private static final int OUTBOX_PAGE = 100;

    /** One row a day and table: few. */
    private static final String ARCHIVED =
            """
            select day, table_no, detached_at, paid_packets, paid_fen, shares, opened_fen,
                refunded_packets, refunded_fen
            from archived_day
            order by day, table_no
            """;

    private final SetId set;
    private final Snapshot snapshot;

    public SetReader(SetId set, Snapshot snapshot) {
        this.set = set;
        this.snapshot = snapshot;
    }

    /**
     * Throws {@link CannotReadException} unless all LUCKY packets of the SET are of this build's
     * rule: by another one their amounts were others, and cannot be recomputed.
     */
    public static void checkAmountRule(Snapshot set) {
        if (set.number("select count(*) from amount_rule where rule_no = ?", ShareAmounts.RULE)
                == 0) {
            throw new CannotReadException(
                    set.name(),
                    "it holds LUCKY packets of an earlier build, whose amounts followed another"
                            + " rule: see docs/AMOUNTS.md");
        }
    }

    /** How reports call this SET. */
    public String name() {
        return snapshot.name();
    }

    /** The send orders of each table, by order number. */
    List<Iterator<SendOrderRow>> sendOrders() {
        var tables = new ArrayList<Iterator<SendOrderRow>>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            tables.add(sendOrders(table));
        }
        return tables;
    }

    /** The opened shares of each table, by order number and share. */
    List<Iterator<Share>> shares() {
        var tables = new ArrayList<Iterator<Share>>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            tables.add(shares(table));
        }
        return tables;
    }

    /** The days that were taken out of the tables, table by table. */
    public List<ArchivedDay> archivedDays() {
        return snapshot.rows(ARCHIVED, this::archivedDay);
    }

    /** Events that wait to be published. */
    public long outboxEvents() {
        return OutboxReader.events(snapshot, OUTBOX_PAGE);
    }

    private Iterator<SendOrderRow> sendOrders(int table) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select order_no, sender_id, kind, total_fen, share_count, recipients, wrap_key, state, lifetime_ms,
                            fen_left, shares_left, pay_by, paid_at, expires_at, ended_at, due_at
                        from send_order_%d
                        where order_no > ?
                        order by order_no
                        limit ?
                        """,
                        table);
        String place = place(table);
        return new PagedRows<>(
                ORDERS_PAGE,
                last ->
                        snapshot.rows(
                                sql,
                                row -> sendOrder(place, row),
                                last == null ? "" : last.orderNo(),
                                ORDERS_PAGE));
    }

    private Iterator<Share> shares(int table) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select order_no, share_no, user_id, amount_fen, opened_at
                        from receive_order_%d
                        where order_no > ? or (order_no = ? and share_no > ?)
                        order by order_no, share_no
                        limit ?
                        """,
                        table);
        String place = place(table);
        return new PagedRows<>(
                SHARES_PAGE,
                last -> {
                    String order = last == null ? "" : last.orderNo();
                    int share = last == null ? -1 : last.shareNo();
                    return snapshot.rows(
                            sql, row -> share(place, row), order, order, share, SHARES_PAGE);
                });
    }

    private String place(int table) {
        return set + "/" + table;
    }

    private ArchivedDay archivedDay(ResultSet row) throws SQLException {
        int table = row.getInt("table_no");
        String day = row.getObject("day", LocalDate.class).format(BASIC_ISO_DATE);
        return new ArchivedDay(
                place(table),
                day + set + table,
                row.getObject("detached_at") != null,
                new ArchivedDay.Side(row.getLong("paid_packets"), row.getLong("paid_fen")),
                new ArchivedDay.Side(row.getLong("shares"), row.getLong("opened_fen")),
                new ArchivedDay.Side(row.getLong("refunded_packets"), row.getLong("refunded_fen")));
    }

    private static SendOrderRow sendOrder(String place, ResultSet row) throws SQLException {
        return new SendOrderRow(
                place,
                row.getString("order_no"),
                row.getLong("sender_id"),
                row.getString("kind"),
                row.getLong("total_fen"),
                row.getInt("share_count"),
                row.getString("recipients"),
                row.getString("wrap_key"),
                row.getString("state"),
                row.getLong("fen_left"),
                row.getInt("shares_left"),
                new SendOrderRow.Times(
                        Duration.ofMillis(row.getLong("lifetime_ms")),
                        row.getObject("pay_by", LocalDateTime.class),
                        row.getObject("paid_at", LocalDateTime.class),
                        row.getObject("expires_at", LocalDateTime.class),
                        row.getObject("ended_at", LocalDateTime.class),
                        row.getObject("due_at", LocalDateTime.class)));
    }

    private static Share share(String place, ResultSet row) throws SQLException {
        return new Share(
                place,
                row.getString("order_no"),
                row.getInt("share_no"),
                row.getLong("user_id"),
                row.getLong("amount_fen"),
                row.getObject("opened_at", LocalDateTime.class));
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
