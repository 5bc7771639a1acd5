package io.hongbao.packet.momentlane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentChange;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.moment.MomentView.ViewOrder;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.store.PacketWrites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements that write the changes of one table, in the order of its rows. */
final class MomentWrites {

    private final int table;
    private final InsertRows moments;
    private final InsertRows views;
    private final List<PacketState> orders = new ArrayList<>();
    private final List<SqlStatement> updates = new ArrayList<>();

    private MomentWrites(int table) {
        this.table = table;
        moments =
                new InsertRows(
                        "insert into moment_"
                                + table
                                + " (moment_no,poster_id,idem_key,fingerprint,from_fen,to_fen,text,"
                                + "content_ref,created_at,ends_at) values ",
                        "(?,?,?,unhex(?),?,?,?,?,?,?)");
        views =
                new InsertRows(
                        "insert into moment_view_"
                                + table
                                + " (moment_no,viewer_id,free,free_rate_ppm,amount_fen,order_no,"
                                + "pay_by,decided_at,seen_at) values ",
                        "(?,?,?,?,?,?,?,?,?)");
    }

    /**
     * What has to be done in one database transaction. A duplicate key or another count means that
     * somebody else decided the same first.
     */
    static List<SqlStatement> statements(List<MomentChange> changes) {
        var statements = new ArrayList<SqlStatement>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            var writes = new MomentWrites(table);
            for (MomentChange change : sorted(changes)) {
                if (change.number().table() == table) {
                    writes.add(change);
                }
            }
            writes.addTo(statements);
        }
        return statements;
    }

    private static List<MomentChange> sorted(List<MomentChange> changes) {
        return changes.stream().sorted(Comparator.comparing(MomentChange::number)).toList();
    }

    private void add(MomentChange change) {
        switch (change) {
            case MomentChange.Posted(var moment) -> moments.add(momentRow(moment));
            case MomentChange.SeenForFree(_, var view) -> views.add(viewRow(view));
            case MomentChange.Decided(_, var view, var order) -> {
                views.add(viewRow(view));
                orders.add(order);
            }
            case MomentChange.OrderedAgain(_, var before, var view, var order) -> {
                updates.add(update(before, view));
                orders.add(order);
            }
        }
    }

    private void addTo(List<SqlStatement> statements) {
        moments.addTo(statements);
        views.addTo(statements);
        statements.addAll(updates);
        PacketWrites.insertOrders(table, orders).addTo(statements);
    }

    private static List<Object> momentRow(Moment moment) {
        return List.of(
                moment.number().value(),
                moment.poster().value(),
                moment.key().key().value(),
                moment.fingerprint().hex(),
                moment.from().fen(),
                moment.to().fen(),
                moment.text(),
                moment.contentRef(),
                SqlTime.utc(moment.createdAt()),
                SqlTime.utc(moment.endsAt()));
    }

    private static List<@Nullable Object> viewRow(MomentView view) {
        ViewOrder order = view.order();
        return Arrays.asList(
                view.key().moment().value(),
                view.key().viewer().value(),
                view.free() ? 1 : 0,
                view.freeRatePpm(),
                view.amount().fen(),
                order == null ? null : order.number().value(),
                order == null ? null : SqlTime.utc(order.payBy()),
                SqlTime.utc(view.decidedAt()),
                SqlTime.utcOrNull(view.seenAt()));
    }

    private SqlStatement update(ViewOrder before, MomentView view) {
        ViewOrder order = Objects.requireNonNull(view.order());
        return new SqlStatement(
                "update moment_view_"
                        + table
                        + " set order_no=?,pay_by=? where moment_no=? and viewer_id=?"
                        + " and order_no=? and seen_at is null",
                List.of(
                        order.number().value(),
                        SqlTime.utc(order.payBy()),
                        view.key().moment().value(),
                        view.key().viewer().value(),
                        before.number().value()),
                1);
    }
}
