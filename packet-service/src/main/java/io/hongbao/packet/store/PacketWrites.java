package io.hongbao.packet.store;

import io.hongbao.packet.decide.Change;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.session.SqlSession;

/**
 * Writes the changes of a batch, in the caller's database transaction: a table at a time, sorted by
 * order number, so that two writers wait for each other and do not deadlock.
 */
public final class PacketWrites {

    private PacketWrites() {}

    /**
     * Throws {@link MissedCompare} when a packet was not as it was before its change, by version,
     * state or the SET's clock: the caller rolls back.
     */
    public static void write(Connection connection, List<Change> changes) {
        var byTable = new TreeMap<Integer, List<Change>>();
        for (Change change : changes) {
            int table = change.after().number().table();
            byTable.computeIfAbsent(table, _ -> new ArrayList<>()).add(change);
        }
        byTable.forEach((table, ofTable) -> writeTable(connection, table, ofTable));
    }

    /**
     * Statements of a kind go together. One packet's changes keep their order: it is closed before
     * it becomes active, active before it is opened, and opened before it is refunded.
     */
    private static void writeTable(Connection connection, int table, List<Change> changes) {
        SqlSession session = Statements.batch(connection, table);
        OrderMapper orders = session.getMapper(OrderMapper.class);
        List<Change> sorted = new ArrayList<>(changes);
        // Stable: changes of the same packet stay as they are.
        sorted.sort((one, other) -> one.after().number().compareTo(other.after().number()));

        insertWraps(session, sorted);
        for (Kind kind : Kind.values()) {
            for (Change change : sorted) {
                update(orders, kind, change);
            }
        }
        insertShares(session.getMapper(ShareMapper.class), sorted);
        check(session.flushStatements());
    }

    /** In the order in which a packet can have them within one batch. */
    private enum Kind {
        CLOSE,
        ACTIVATE,
        OPEN,
        REFUND
    }

    private static void update(OrderMapper orders, Kind kind, Change change) {
        switch (change) {
            case Change.Wrapped _ -> {}
            case Change.Closed(var before, var after) -> {
                if (kind == Kind.CLOSE) {
                    orders.close(OrderRow.of(after), before.version());
                }
            }
            case Change.Activated(var before, var after) -> {
                if (kind == Kind.ACTIVATE) {
                    orders.activate(OrderRow.of(after), before.version());
                }
            }
            case Change.RefundedAtOnce(var before, var after) -> {
                if (kind == Kind.ACTIVATE) {
                    orders.refundAtOnce(OrderRow.of(after), before.version());
                }
            }
            case Change.Opened(var before, var after, _) -> {
                if (kind == Kind.OPEN) {
                    orders.open(OrderRow.of(after), before.version());
                }
            }
            case Change.Refunded(var before, var after) -> {
                if (kind == Kind.REFUND) {
                    orders.refund(OrderRow.of(after), before.version());
                }
            }
        }
    }

    private static void insertWraps(SqlSession session, List<Change> changes) {
        List<Change.Wrapped> wraps =
                changes.stream()
                        .filter(Change.Wrapped.class::isInstance)
                        .map(Change.Wrapped.class::cast)
                        .toList();
        if (wraps.isEmpty()) {
            return;
        }
        WrapMapper keys = session.getMapper(WrapMapper.class);
        for (Change.Wrapped wrap : wraps) {
            PacketState packet = wrap.after();
            keys.insert(
                    new WrapMapper.WrapRow(
                            packet.order().sender().value(),
                            packet.order().wrapKey().value(),
                            packet.number().value(),
                            wrap.fingerprint().hex(),
                            packet.order().createdAt()));
        }
        OrderMapper orders = session.getMapper(OrderMapper.class);
        for (Change.Wrapped wrap : wraps) {
            orders.insert(OrderRow.of(wrap.after()));
        }
    }

    private static void insertShares(ShareMapper shares, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Opened opened) {
                for (OpenedShare share : opened.shares()) {
                    shares.insert(ShareRow.of(opened.after().number(), share));
                }
            }
        }
    }

    /** Every statement has to count 1; rewritten inserts tell nothing, and fail if they fail. */
    private static void check(List<BatchResult> results) {
        for (BatchResult result : results) {
            for (int count : result.getUpdateCounts()) {
                if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
                    throw new MissedCompare(result.getMappedStatement().getId());
                }
            }
        }
    }
}
