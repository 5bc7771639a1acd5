package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultTargets.Packet;
import io.hongbao.planter.FaultTargets.Share;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Faults in the tables of a SET. */
final class PlantInSet {

    private final SuiteDatabases databases;
    private final FaultTargets victims;
    private final PlantedWallet wallet;

    PlantInSet(SuiteDatabases databases, FaultTargets victims, PlantedWallet wallet) {
        this.databases = databases;
        this.victims = victims;
        this.wallet = wallet;
    }

    PlantedCase counterOff() {
        Packet packet = victims.packet("state = 'ACTIVE' and fen_left > shares_left");
        update(packet.order(), "set fen_left = fen_left - 1");
        return PlantedCase.of(PlantedFault.COUNTER_OFF, packet.order(), "COUNTERS_DIFFER");
    }

    PlantedCase shareLost() {
        Share share = victims.share();
        databases.change(
                databases.setOf(share.order()).url(),
                1,
                "delete from receive_order_"
                        + table(share.order())
                        + " where order_no = ? and share_no = ?",
                share.order(),
                share.shareNo());
        return PlantedCase.of(PlantedFault.SHARE_LOST_IN_SET, share.order(), "COUNTERS_DIFFER")
                .and("CREDIT_WITHOUT_SHARE", share.number())
                .and("RECEIVED_RECORD_FOREIGN", share.record());
    }

    PlantedCase columnsOff() {
        Packet packet = victims.packet("state = 'FINISHED'");
        update(packet.order(), "set due_at = created_at + interval 10 year");
        return PlantedCase.of(PlantedFault.COLUMNS_OFF, packet.order(), "PACKET_IRREGULAR");
    }

    /** Nobody finds it due, so that running services do not end it. */
    PlantedCase overdue() {
        Packet packet = victims.packet("state = 'ACTIVE'");
        update(
                packet.order(),
                """
                set lifetime_ms = 86400000, expires_at = paid_at + interval 1 day, due_at = null
                """);
        return PlantedCase.of(PlantedFault.PACKET_OVERDUE, packet.order(), "PACKET_OVERDUE")
                .and("PACKET_IRREGULAR", packet.order());
    }

    PlantedCase otherLifetime() {
        Packet packet = victims.packet("state = 'FINISHED'");
        update(packet.order(), "set expires_at = expires_at + interval 1 second");
        return PlantedCase.of(PlantedFault.OTHER_LIFETIME, packet.order(), "PACKET_IRREGULAR");
    }

    /** The last share of a packet whose lifetime is over at that moment. */
    PlantedCase openedTooLate() {
        Packet packet = victims.packet("state = 'FINISHED' and share_count > 1");
        update(
                packet.order(),
                """
                set lifetime_ms = timestampdiff(microsecond, paid_at, ended_at) div 1000,
                    expires_at = ended_at
                """);
        return PlantedCase.of(
                PlantedFault.OPENED_TOO_LATE,
                shares(packet.order()).getLast().number(),
                "SHARE_IRREGULAR");
    }

    /** A packet for those who opened it, but for the last of them. */
    PlantedCase openedByNoRecipient() {
        Packet packet = victims.packet("state = 'FINISHED' and kind = 'EQUAL' and share_count > 1");
        List<Share> shares = shares(packet.order());
        String recipients =
                shares.stream()
                        .limit(shares.size() - 1)
                        .map(share -> share.user() + ",")
                        .collect(Collectors.joining());
        update(
                packet.order(),
                "set kind = 'EXCLUSIVE', recipients = '" + recipients + packet.sender() + "0'");
        return PlantedCase.of(
                PlantedFault.OPENED_BY_NO_RECIPIENT, shares.getLast().number(), "SHARE_IRREGULAR");
    }

    /** A fen from the first share to the second, everywhere: all sums stay as they were. */
    PlantedCase steeredAmount() {
        Packet packet =
                victims.packet(
                        """
                        state = 'FINISHED' and kind = 'LUCKY' and share_count > 1
                        and exists (select 1 from receive_order_%1$s r
                            where r.order_no = send_order_%1$s.order_no and r.share_no = 0
                                and r.amount_fen > 1)
                        """);
        List<Share> shares = shares(packet.order());
        steer(shares.getFirst(), -1);
        steer(shares.get(1), 1);
        return PlantedCase.of(
                        PlantedFault.STEERED_AMOUNT, shares.getFirst().number(), "AMOUNT_STEERED")
                .and("AMOUNT_STEERED", shares.get(1).number());
    }

    /** Those that were opened, in order. */
    private List<Share> shares(String order) {
        return databases.rows(
                databases.setOf(order).url(),
                row -> new Share(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)),
                "select order_no, share_no, user_id, amount_fen from receive_order_"
                        + table(order)
                        + " where order_no = ? order by share_no",
                order);
    }

    private void steer(Share share, long fen) {
        databases.change(
                databases.setOf(share.order()).url(),
                1,
                "update receive_order_"
                        + table(share.order())
                        + " set amount_fen = amount_fen + ? where order_no = ? and share_no = ?",
                fen,
                share.order(),
                share.shareNo());
        String shard = databases.shardOf(share.user()).url();
        databases.change(
                shard,
                1,
                "update transfer set amount_fen = amount_fen + ? where kind = 'SHARE_CREDIT' and business_no = ?",
                fen,
                share.number());
        databases.change(
                shard,
                1,
                "update user_record set amount_fen = amount_fen + ? where user_id = ? and direction = 'received' and order_no = ?",
                fen,
                share.user(),
                share.order());
        wallet.balance(share.user(), fen);
    }

    PlantedCase activeWithoutPayment() {
        Packet packet = victims.packet("state = 'CLOSED'");
        activate(packet.order());
        return PlantedCase.of(
                        PlantedFault.ACTIVE_WITHOUT_PAYMENT,
                        packet.order(),
                        "ACTIVE_WITHOUT_PAYMENT")
                .and("SENT_RECORD_MISSING", packet.order() + ":" + packet.sender());
    }

    /** The same wrap, in another SET, active as well. */
    PlantedCase activeInTwoSets() {
        Packet paid = victims.packet("state = 'FINISHED'");
        SuiteDatabases.Set other =
                databases.sets().stream()
                        .filter(set -> !set.equals(databases.setOf(paid.order())))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("needs two SETs"));
        var number = new OrderNumber(FaultPlanter.another(paid.order()));
        String copy =
                OrderNumber.of(number.day(), number.sequence(), other.id(), number.table()).value();
        databases.change(
                other.url(),
                1,
                String.format(
                        Locale.ROOT,
                        """
                        insert into send_order_%d (order_no, sender_id, kind, total_fen, share_count,
                            greeting, wrap_key, lifetime_ms, state, version, fen_left, shares_left,
                            created_at, pay_by)
                        values (?, ?, 'LUCKY', ?, 1, '', ?, ?, 'CLOSED', 1, ?, 1, ?, ?)
                        """,
                        number.table()),
                copy,
                paid.sender(),
                paid.totalFen(),
                paid.wrapKey(),
                DayPlan.LIFETIME.toMillis(),
                paid.totalFen(),
                wallet.noon(),
                wallet.noon());
        activate(copy);
        return PlantedCase.of(PlantedFault.ACTIVE_IN_TWO_SETS, copy, "WRAP_ACTIVE_TWICE")
                .and("SENT_RECORD_MISSING", copy + ":" + paid.sender());
    }

    private void activate(String order) {
        update(
                order,
                """
                set state = 'ACTIVE', paid_at = created_at,
                    expires_at = created_at + interval lifetime_ms * 1000 microsecond,
                    due_at = created_at + interval lifetime_ms * 1000 microsecond, ended_at = null
                """);
    }

    PlantedCase paymentNotActivated() {
        Packet packet = victims.packet("state = 'ACTIVE' and shares_left = share_count");
        update(
                packet.order(),
                "set state = 'CLOSED', paid_at = null, expires_at = null, due_at = null, ended_at = pay_by");
        databases.change(
                databases.shardOf(packet.sender()).url(),
                1,
                "delete from user_record where user_id = ? and direction = 'sent' and order_no = ?",
                packet.sender(),
                packet.order());
        return PlantedCase.of(
                PlantedFault.PAYMENT_NOT_ACTIVATED, packet.order(), "PAYMENT_NOT_ACTIVATED");
    }

    private void update(String order, String set) {
        databases.change(
                databases.setOf(order).url(),
                1,
                "update send_order_" + table(order) + " " + set + " where order_no = ?",
                order);
    }

    private static int table(String order) {
        return new OrderNumber(order).table();
    }
}
