package io.hongbao.local.plant;

import io.hongbao.contracts.id.OrderNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds packets of a day that a fault can be planted in; none twice. */
final class Victims {

    private static final int LOOKED_AT = 2_000;

    private final SuiteDatabases databases;
    private final LocalDate day;
    private final Set<String> taken = new HashSet<>();

    Victims(SuiteDatabases databases, LocalDate day) {
        this.databases = databases;
        this.day = day;
    }

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
                        "select order_no, share_no, user_id, amount_fen from receive_order_%d where order_no = ? order by share_no limit 1"
                                .formatted(packet.table()),
                        packet.order())
                .orElseThrow();
    }

    /** A packet for which {@code condition} holds; {@code %1$s} in it is the table's number. */
    Packet packet(String condition) {
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            for (SuiteDatabases.Set set : databases.sets()) {
                Optional<Packet> packet =
                        packets(set, table, condition).stream()
                                .filter(found -> !taken.contains(found.order()))
                                .findFirst();
                if (packet.isPresent()) {
                    taken.add(packet.get().order());
                    return packet.get();
                }
            }
        }
        throw new IllegalStateException("no packet of %s left with %s".formatted(day, condition));
    }

    private List<Packet> packets(SuiteDatabases.Set set, int table, String condition) {
        return databases.rows(
                set.url(),
                row ->
                        new Packet(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5)),
                """
                select order_no, sender_id, total_fen, fen_left, wrap_key
                from send_order_%d
                where order_no >= ? and order_no < ? and %s
                order by order_no
                limit %d
                """
                        .formatted(table, condition.formatted(table), LOOKED_AT),
                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                day.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE));
    }
}
