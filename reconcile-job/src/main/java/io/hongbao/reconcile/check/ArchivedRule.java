package io.hongbao.reconcile.check;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.read.ArchivedDay;
import io.hongbao.reconcile.read.ArchivedDay.Side;
import io.hongbao.reconcile.read.PacketRows;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.report.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Packets of archived days have no rows any more. What is left of them is compared by sums, a day
 * and table at a time: payments with what was paid, credits with what was opened, refunds with what
 * was refunded, in number and in fen.
 */
public final class ArchivedRule {

    private final Map<String, Day> days = new HashMap<>();
    private final Findings packets;
    private final Findings escrow;

    public ArchivedRule(List<ArchivedDay> archived, Findings packets, Findings escrow) {
        this.packets = packets;
        this.escrow = escrow;
        archived.forEach(day -> days.put(day.ordersOf(), new Day(day)));
    }

    /** A day and the transfers of its packets so far. */
    private static final class Day {

        private final ArchivedDay archived;
        private Side payments = new Side(0, 0);
        private Side credits = new Side(0, 0);
        private Side refunds = new Side(0, 0);

        Day(ArchivedDay archived) {
            this.archived = archived;
        }
    }

    /** Whether a packet of this number is, or is being, archived. */
    public boolean covers(String orderNo) {
        return OrderNumber.parse(orderNo).isPresent()
                && days.containsKey(ArchivedDay.ordersOf(orderNo));
    }

    public void check(PacketRows packet) {
        Day day = days.get(ArchivedDay.ordersOf(packet.orderNo()));
        if (day == null) {
            throw new IllegalArgumentException("must be archived: order=" + packet.orderNo());
        }
        boolean stored = !packet.orders().isEmpty() || !packet.shares().isEmpty();
        if (stored && day.archived.detached()) {
            packets.wrong(
                    "a packet of an archived day",
                    day.archived.place(),
                    packet.orderNo(),
                    "must have no rows here any more");
        }
        day.payments = plus(day.payments, packet.payments());
        day.credits = plus(day.credits, packet.credits());
        day.refunds = plus(day.refunds, packet.refunds());
    }

    private static Side plus(Side side, List<TransferRow> transfers) {
        long fen = transfers.stream().mapToLong(TransferRow::amountFen).sum();
        return new Side(side.count() + transfers.size(), Math.addExact(side.fen(), fen));
    }

    /** Compares, after all packets were checked. */
    public void finish(EscrowRule escrowRule) {
        for (Day day : days.values()) {
            ArchivedDay archived = day.archived;
            if (!archived.detached()) {
                packets.note("archiving was begun and is to be repeated: " + subject(archived));
            }
            packets.add("packets paid, archived", archived.paid().count());
            long ended = archived.opened().fen() + archived.refunded().fen();
            if (archived.paid().fen() != ended) {
                packets.wrong(
                        "an archived day that does not add up",
                        archived.place(),
                        subject(archived),
                        "paid must be opened + refunded: paidFen="
                                + archived.paid().fen()
                                + ", endedFen="
                                + ended);
            }
            compare("payments", archived, day.payments, archived.paid());
            compare("credits", archived, day.credits, archived.opened());
            compare("refunds", archived, day.refunds, archived.refunded());
            escrowRule.archived(
                    day.payments.fen() - archived.paid().fen(),
                    ended - day.credits.fen() - day.refunds.fen());
        }
    }

    private void compare(String what, ArchivedDay archived, Side transfers, Side rows) {
        if (!transfers.equals(rows)) {
            escrow.wrong(
                    what + " of an archived day do not fit it",
                    archived.place(),
                    subject(archived),
                    String.format(
                            Locale.ROOT,
                            "transfers=%d, archived=%d, transfersFen=%d, archivedFen=%d",
                            transfers.count(),
                            rows.count(),
                            transfers.fen(),
                            rows.fen()));
        }
    }

    private static String subject(ArchivedDay archived) {
        return "day " + archived.ordersOf().substring(0, 8) + " of " + archived.place();
    }
}
