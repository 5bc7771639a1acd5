package io.hongbao.packet.store;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.InsertRows;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.lanes.commit.SqlTime;
import io.hongbao.packet.decide.Change;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write the changes of a batch: a table at a time, sorted by order number, so
 * that two writers wait for each other and do not deadlock; one statement of each kind a table.
 * They run as one script, since a mapper's batch costs a round trip and more for each table.
 */
public final class PacketWrites {

    private static final String INSERT_WRAP =
            "insert into wrap_key (sender_id,idem_key,order_no,fingerprint,created_at) values ";
    private static final String WRAP_ROW = "(?,?,?,unhex(?),?)";

    private static final List<String> INSERT_ORDER =
            byTable(
                    "insert into send_order_%d (order_no,sender_id,kind,total_fen,share_count,"
                            + "greeting,recipients,wrap_key,lifetime_ms,state,version,fen_left,"
                            + "shares_left,created_at,pay_by,due_at) values ");
    private static final String ORDER_ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final List<String> INSERT_SHARE =
            byTable(
                    "insert into receive_order_%d (order_no,share_no,user_id,amount_fen,opened_at)"
                            + " values ");
    private static final String SHARE_ROW = "(?,?,?,?,?)";

    private static final List<String> UPDATE_VIEW =
            byTable(
                    "update moment_view_%d set seen_at=?,paid_order_no=?"
                            + " where moment_no=? and viewer_id=? and seen_at is null");

    /** Stable: changes of the same packet stay in their order. */
    private static final Comparator<Change> BY_TABLE_AND_NUMBER =
            Comparator.<Change>comparingInt(change -> change.after().number().table())
                    .thenComparing(change -> change.after().number());

    private PacketWrites() {}

    /**
     * What has to be done in one database transaction, each statement with the rows it has to
     * change: another count means that a packet was not as it was before its change, by version,
     * state or the SET's clock.
     */
    public static List<SqlStatement> statements(List<Change> changes) {
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(BY_TABLE_AND_NUMBER);
        var statements = new ArrayList<SqlStatement>();
        int from = 0;
        while (from < sorted.size()) {
            int table = sorted.get(from).after().number().table();
            int to = from;
            while (to < sorted.size() && sorted.get(to).after().number().table() == table) {
                to++;
            }
            addTable(statements, table, sorted.subList(from, to));
            from = to;
        }
        return statements;
    }

    /** New packets first, then what happened to packets, then the shares that came of it. */
    private static void addTable(List<SqlStatement> statements, int table, List<Change> changes) {
        var wraps = new InsertRows(INSERT_WRAP, WRAP_ROW);
        var orders = new InsertRows(INSERT_ORDER.get(table), ORDER_ROW);
        var shares = new InsertRows(INSERT_SHARE.get(table), SHARE_ROW);
        var views = new ArrayList<SqlStatement>();
        var updates = new LinkedHashMap<OrderNumber, NetChange>();
        for (Change change : changes) {
            switch (change) {
                case Change.Wrapped(var after, var fingerprint) -> {
                    wraps.add(wrapRow(after, fingerprint));
                    orders.add(orderRow(after));
                }
                case Change.OfStored stored ->
                        updates.merge(
                                stored.after().number(), NetChange.of(stored), NetChange::and);
            }
            if (change instanceof Change.Opened(_, var after, var opened)) {
                opened.forEach(share -> shares.add(shareRow(after.number(), share)));
            } else if (change instanceof Change.Seen(_, var after)) {
                shares.add(shareRow(after.number(), after.opens().shares().getFirst()));
                views.add(viewUpdate(after));
            }
        }
        wraps.addTo(statements);
        orders.addTo(statements);
        if (!updates.isEmpty()) {
            statements.add(OrderUpdate.of(List.copyOf(updates.values())));
        }
        shares.addTo(statements);
        statements.addAll(views);
    }

    /** Packets of a table, made by something else than a wrap. */
    public static InsertRows insertOrders(int table, List<PacketState> packets) {
        var orders = new InsertRows(INSERT_ORDER.get(table), ORDER_ROW);
        packets.forEach(packet -> orders.add(orderRow(packet)));
        return orders;
    }

    /** Fails with a duplicate key when the sender used the key before. */
    private static List<Object> wrapRow(PacketState packet, WrapFingerprint fingerprint) {
        return List.of(
                packet.terms().sender().value(),
                packet.terms().wrapKey().value(),
                packet.number().value(),
                fingerprint.hex(),
                SqlTime.utc(packet.terms().createdAt()));
    }

    private static List<@Nullable Object> orderRow(PacketState packet) {
        PacketTerms terms = packet.terms();
        return Arrays.asList(
                terms.number().value(),
                terms.sender().value(),
                terms.kind().name(),
                terms.total().fen(),
                terms.shares(),
                terms.greeting(),
                joined(terms.recipients()),
                terms.wrapKey().value(),
                terms.lifetime().toMillis(),
                packet.state().name(),
                packet.version(),
                packet.opens().left().fen(),
                packet.opens().sharesLeft(),
                SqlTime.utc(terms.createdAt()),
                SqlTime.utc(terms.payBy()),
                SqlTime.utcOrNull(packet.dueAt()));
    }

    private static @Nullable String joined(Set<UserId> users) {
        return users.isEmpty()
                ? null
                : users.stream().map(UserId::toString).collect(Collectors.joining(","));
    }

    private static List<Object> shareRow(OrderNumber packet, OpenedShare share) {
        return List.of(
                packet.value(),
                share.shareNo(),
                share.user().value(),
                share.amount().fen(),
                SqlTime.utc(share.openedAt()));
    }

    /**
     * The view that the packet paid for. One that is not there is the reconcile job's to find: what
     * was paid is the poster's all the same, and holds up nobody.
     */
    private static SqlStatement viewUpdate(PacketState packet) {
        PacketTerms terms = packet.terms();
        return new SqlStatement(
                UPDATE_VIEW.get(terms.number().table()),
                List.of(
                        SqlTime.utc(packet.opens().shares().getFirst().openedAt()),
                        terms.number().value(),
                        terms.moment().value(),
                        terms.sender().value()),
                SqlStatement.ANY);
    }

    private static List<String> byTable(String sql) {
        return IntStream.range(0, OrderNumber.TABLES)
                .mapToObj(table -> String.format(Locale.ROOT, sql, table))
                .toList();
    }
}
