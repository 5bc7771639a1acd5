package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds packets of a day that a fault can be planted in; none twice, and all over the day: each is
 * looked for from another table and another time on.
 */
final class FaultTargets {

    /** Multiples of it, modulo 1, are spread evenly, however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final SuiteDatabases databases;
    private final List<Table> tables;
    private final LocalDate day;
    private final Set<String> taken = new HashSet<>();

    FaultTargets(SuiteDatabases databases, LocalDate day) {
        this.databases = databases;
        this.day = day;
        tables =
                IntStream.range(0, OrderNumber.TABLES)
                        .boxed()
                        .flatMap(number -> databases.sets().stream().map(set -> table(set, number)))
                        .toList();
    }

    /**
     * @param last the largest sequence of the day before any fault was planted
     */
    private record Table(SuiteDatabases.Set set, int number, long last) {}

    /** An opened share and its credit. */
    record Share(String order, int shareNo, long user, long fen) {

        String number() {
            return order + ":" + shareNo;
        }

        String record() {
            return order + ":" + user;
        }
    }

    record Packet(String order, long sender, long totalFen, long fenLeft, String wrapKey) {

        int table() {
            return new OrderNumber(order).table();
        }
    }

    /** The first share of a packet that nobody was told of yet, and that was credited. */
    Share share() {
        Packet packet = packet("state = 'FINISHED' and share_count > 1 and kind = 'LUCKY'");
        SuiteDatabases.Set set = databases.setOf(packet.order());
        return databases
                .row(
                        set.url(),
                        row ->
                                new Share(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        "select order_no, share_no, user_id, amount_fen from receive_order_"
                                + packet.table()
                                + " where order_no = ? order by share_no limit 1",
                        packet.order())
                .orElseThrow();
    }

    /** A packet for which {@code condition} holds; {@code %1$s} in it is the table's number. */
    Packet packet(String condition) {
        double part = taken.size() * GOLDEN % 1;
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get((taken.size() + i) % tables.size());
            Optional<Packet> packet =
                    Stream.of((long) (table.last() * part), 0L)
                            .flatMap(from -> packets(table, condition, from).stream())
                            .filter(found -> !taken.contains(found.order()))
                            .findFirst();
            if (packet.isPresent()) {
                taken.add(packet.get().order());
                return packet.get();
            }
        }
        throw new IllegalStateException("no packet of " + day + " left with " + condition);
    }

    private Table table(SuiteDatabases.Set set, int number) {
        long last =
                databases
                        .row(
                                set.url(),
                                row -> row.getLong(1),
                                String.format(
                                        Locale.ROOT,
                                        """
                                        select coalesce(max(substring(order_no, 9, 10)), 0)
                                        from send_order_%d
                                        where order_no >= ? and order_no < ?
                                        """,
                                        number),
                                key(0),
                                day.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE))
                        .orElseThrow();
        return new Table(set, number, last);
    }

    /** Where the packets with this sequence begin. */
    private String key(long sequence) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%010d", sequence);
    }

    /** The first ones from this sequence on: enough for one that is not taken. */
    private List<Packet> packets(Table table, String condition, long from) {
        return databases.rows(
                table.set().url(),
                row ->
                        new Packet(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5)),
                String.format(
                        Locale.ROOT,
                        """
                        select order_no, sender_id, total_fen, fen_left, wrap_key
                        from send_order_%d
                        where order_no >= ? and order_no < ? and %s
                        order by order_no
                        limit %d
                        """,
                        table.number(),
                        String.format(Locale.ROOT, condition, table.number()),
                        taken.size() + 1),
                key(from),
                key(table.last() + 1));
    }
}
