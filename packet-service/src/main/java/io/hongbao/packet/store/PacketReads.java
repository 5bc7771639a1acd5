package io.hongbao.packet.store;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Facts.WrapEntry;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.order.OrderNumbers.Lease;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.ibatis.session.SqlSession;

/** Reads of a SET, on a connection of the caller, within the caller's database transaction. */
public final class PacketReads {

    private PacketReads() {}

    /**
     * Packets by number, locked until the end of the database transaction; those that do not exist
     * are missing.
     */
    public static Map<OrderNumber, PacketState> lock(
            Connection connection, Collection<OrderNumber> numbers) {
        return packets(connection, numbers, true);
    }

    /** Packets by number, as last committed; those that do not exist are missing. */
    public static Map<OrderNumber, PacketState> read(
            Connection connection, Collection<OrderNumber> numbers) {
        return packets(connection, numbers, false);
    }

    /**
     * Those of the packets that exist and that somebody else has locked. Waits for none of them;
     * what it locks is the caller's to release.
     */
    public static Set<OrderNumber> locked(Connection connection, Collection<OrderNumber> numbers) {
        var locked = new HashSet<OrderNumber>();
        byTable(numbers)
                .forEach((table, orderNos) -> {
                    var orders = MapperSessions.on(connection, table).getMapper(OrderMapper.class);
                    var skipped = new ArrayList<>(orderNos);
                    skipped.removeAll(orders.lockFree(orderNos));
                    if (!skipped.isEmpty()) {
                        orders.read(skipped)
                                .forEach(row -> locked.add(new OrderNumber(row.orderNo())));
                    }
                });
        return locked;
    }

    private static Map<OrderNumber, PacketState> packets(
            Connection connection, Collection<OrderNumber> numbers, boolean lock) {
        var found = new HashMap<OrderNumber, PacketState>();
        byTable(numbers)
                .forEach((table, orderNos) -> {
                    SqlSession session = MapperSessions.on(connection, table);
                    var orders = session.getMapper(OrderMapper.class);
                    List<OrderRow> rows = lock ? orders.lock(orderNos) : orders.read(orderNos);
                    addTo(found, rows, session.getMapper(ShareMapper.class));
                });
        return found;
    }

    private static void addTo(
            Map<OrderNumber, PacketState> found, List<OrderRow> rows, ShareMapper shareMapper) {
        List<String> withShares =
                rows.stream()
                        .filter(row -> row.sharesLeft() < row.shareCount())
                        .map(OrderRow::orderNo)
                        .toList();
        var shares = new HashMap<String, List<OpenedShare>>();
        if (!withShares.isEmpty()) {
            for (ShareRow share : shareMapper.read(withShares)) {
                shares.computeIfAbsent(share.orderNo(), _ -> new ArrayList<>()).add(share.share());
            }
        }
        for (OrderRow row : rows) {
            PacketState packet =
                    row.packet(asOf(row, shares.getOrDefault(row.orderNo(), List.of())));
            found.put(packet.number(), packet);
        }
    }

    /**
     * The shares that belong to the row's version. Shares read after it may be newer; since share k
     * is the k-th opened, those are the last.
     */
    private static List<OpenedShare> asOf(OrderRow row, List<OpenedShare> shares) {
        int opened = row.shareCount() - row.sharesLeft();
        if (shares.size() < opened) {
            throw new IllegalStateException(
                    "must have a receive order for each opened share: number="
                            + row.orderNo()
                            + " rows="
                            + shares.size());
        }
        return shares.subList(0, opened);
    }

    /** In ascending order of table and number, in which every database transaction locks. */
    private static Map<Integer, List<String>> byTable(Collection<OrderNumber> numbers) {
        var byTable = new TreeMap<Integer, List<String>>();
        for (OrderNumber number : new TreeSet<>(numbers)) {
            byTable.computeIfAbsent(number.table(), _ -> new ArrayList<>()).add(number.value());
        }
        return byTable;
    }

    /** Those of {@code keys} that are in use, locked. */
    public static Map<WrapKey, WrapEntry> lockWraps(
            Connection connection, Collection<WrapKey> keys) {
        var entries = new HashMap<WrapKey, WrapEntry>();
        var mapper = MapperSessions.on(connection, 0).getMapper(WrapMapper.class);
        for (WrapMapper.WrapRow row : mapper.lock(keys.stream().distinct().toList())) {
            entries.put(
                    new WrapKey(new UserId(row.senderId()), new IdempotencyKey(row.idemKey())),
                    new WrapEntry(
                            new OrderNumber(row.orderNo()),
                            new WrapFingerprint(row.fingerprint())));
        }
        return entries;
    }

    /** Takes the next range of a table's sequence; it is the caller's once committed. */
    public static Lease lease(Connection connection, int table, int size) {
        var mapper = MapperSessions.on(connection, table).getMapper(SequenceMapper.class);
        if (mapper.take(table, size) != 1) {
            throw new IllegalStateException("must have a sequence: table=" + table);
        }
        SequenceMapper.SequenceRow taken = mapper.taken(table);
        return new Lease(taken.nextValue() - size, taken.setNow());
    }

    /**
     * Packets whose time to pay, or to be opened, has been over for {@code dueFor} or longer.
     *
     * @param rowsMax the most to return, the longest due first
     */
    public static List<OrderNumber> due(
            Connection connection, int table, Duration dueFor, int rowsMax) {
        return MapperSessions.on(connection, table)
                .getMapper(OrderMapper.class)
                .due(dueFor.toMillis(), rowsMax)
                .stream()
                .map(OrderNumber::new)
                .toList();
    }

    /** The SET's time. */
    public static Instant now(Connection connection) {
        return MapperSessions.on(connection, 0).getMapper(OrderMapper.class).now();
    }
}
