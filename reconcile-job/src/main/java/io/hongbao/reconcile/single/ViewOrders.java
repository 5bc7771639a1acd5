package io.hongbao.reconcile.single;

import io.hongbao.reconcile.compare.KeyRanges.Range;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import java.util.List;
import java.util.Locale;

/** Whether each order of kind {@code VIEW} is of a view, and each that is paid is the one seen. */
final class ViewOrders {

    private static final int ROWS_MAX = 1_000;

    private final Snapshot database;
    private final TableOfSet table;

    ViewOrders(Snapshot database, TableOfSet table) {
        this.database = database;
        this.table = table;
    }

    List<Finding> in(Range range) {
        String sql =
                String.format(
                        Locale.ROOT,
                        """
                        select o.order_no, o.sender_id, o.total_fen,
                            case
                                when v.moment_no is null or v.amount_fen <> o.total_fen
                                    then 'VIEW_IRREGULAR'
                                when v.paid_order_no is null then 'VIEW_NOT_SEEN'
                                else 'VIEW_PAID_TWICE' end as kind,
                            concat_ws(' ', o.state, o.wrap_key, 'paid by', v.paid_order_no) as evidence
                        from send_order_%1$d o
                        left join moment_view_%1$d v
                            on v.moment_no = substring(o.wrap_key, 8) and v.viewer_id = o.sender_id
                        where o.order_no >= ? and o.order_no < ? and o.kind = 'VIEW'
                            and (v.moment_no is null or v.amount_fen <> o.total_fen
                                or o.state = 'FINISHED' and not v.paid_order_no <=> o.order_no)
                        order by o.order_no
                        limit %2$d
                        """,
                        table.table(),
                        ROWS_MAX);
        return Finding.upTo(
                ROWS_MAX,
                database.rows(
                        sql,
                        row ->
                                new Finding(
                                        Kind.valueOf(row.getString("kind")),
                                        row.getString("order_no"),
                                        row.getString("order_no"),
                                        table.name(),
                                        row.getLong("sender_id"),
                                        row.getLong("total_fen"),
                                        row.getString("evidence")),
                        range.from(),
                        range.to()));
    }
}
