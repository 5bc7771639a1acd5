package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultTargets.Packet;
import java.util.Locale;

/**
 * Moments in a day that has none: packets of the day become what was paid to see them. And faults
 * in them.
 */
final class PlantMoments {

    private static final int ALWAYS_FREE = 1_000_000;

    private final SuiteDatabases databases;
    private final FaultTargets victims;

    PlantMoments(SuiteDatabases databases, FaultTargets victims) {
        this.databases = databases;
        this.victims = victims;
    }

    /** A view of a moment of its own; {@code order} is what was, or is to be, paid. */
    private record View(String moment, long viewer, String order) {

        String subject() {
            return moment + ":" + viewer;
        }
    }

    /** Views as they should be: free, paid, and not paid in time. */
    void inOrder() {
        free();
        paid();
        closed();
    }

    PlantedCase notFree() {
        View view = free();
        update(view, "free_rate_ppm = 0");
        return PlantedCase.of(PlantedFault.VIEW_NOT_FREE, view.subject(), "VIEW_STEERED");
    }

    PlantedCase ofAnotherAmount() {
        View view = closed();
        update(view, "amount_fen = amount_fen + 1");
        return PlantedCase.of(PlantedFault.VIEW_OF_ANOTHER_AMOUNT, view.subject(), "VIEW_IRREGULAR")
                .and("VIEW_IRREGULAR", view.order());
    }

    PlantedCase seenUnpaid() {
        View view = closed();
        update(view, "seen_at = decided_at");
        return PlantedCase.of(PlantedFault.VIEW_SEEN_UNPAID, view.subject(), "VIEW_UNPAID");
    }

    PlantedCase notSeen() {
        View view = paid();
        update(view, "seen_at = null, paid_order_no = null");
        return PlantedCase.of(PlantedFault.VIEW_NOT_SEEN, view.order(), "VIEW_NOT_SEEN");
    }

    PlantedCase paidByAnotherOrder() {
        View view = paid();
        update(view, "paid_order_no = moment_no");
        return PlantedCase.of(
                        PlantedFault.VIEW_PAID_BY_ANOTHER_ORDER, view.order(), "VIEW_PAID_TWICE")
                .and("VIEW_IRREGULAR", view.subject());
    }

    private View free() {
        Packet near = victims.packet("state = 'FINISHED'");
        String moment = moment(near, near.sender() + 1, near.totalFen());
        var view = new View(moment, near.sender(), near.order());
        insert(view, ALWAYS_FREE, "0, null, null, utc_timestamp(3), utc_timestamp(3), null");
        return view;
    }

    private View paid() {
        Packet packet = victims.packet("state = 'FINISHED' and share_count = 1");
        long poster =
                databases
                        .row(
                                url(packet.order()),
                                row -> row.getLong(1),
                                "select user_id from receive_order_"
                                        + packet.table()
                                        + " where order_no = ?",
                                packet.order())
                        .orElseThrow();
        View view = view(packet, poster);
        insert(
                view,
                0,
                packet.totalFen()
                        + ", '"
                        + packet.order()
                        + "', utc_timestamp(3), utc_timestamp(3), utc_timestamp(3), '"
                        + packet.order()
                        + "'");
        String payer = databases.shardOf(packet.sender()).url();
        databases.change(
                payer,
                1,
                "update transfer set wrap_key = ? where kind = 'PACKET_PAY' and business_no = ?",
                "moment:" + view.moment(),
                packet.order());
        databases.execute(
                payer,
                "update card_document set wrap_key = ? where order_no = ?",
                "moment:" + view.moment(),
                packet.order());
        databases.change(
                payer,
                1,
                "delete from user_record where user_id = ? and direction = 'sent' and order_no = ?",
                packet.sender(),
                packet.order());
        databases.change(
                databases.shardOf(poster).url(),
                1,
                """
                update user_record set direction = 'earned', kind = 'VIEW'
                where user_id = ? and direction = 'received' and order_no = ?
                """,
                poster,
                packet.order());
        return view;
    }

    private View closed() {
        Packet packet = victims.packet("state = 'CLOSED'");
        View view = view(packet, packet.sender() + 1);
        insert(
                view,
                0,
                packet.totalFen()
                        + ", '"
                        + packet.order()
                        + "', utc_timestamp(3), utc_timestamp(3), null, null");
        return view;
    }

    /** The packet as what its sender pays to see a moment. */
    private View view(Packet packet, long poster) {
        String moment = moment(packet, poster, packet.totalFen());
        databases.change(
                url(packet.order()),
                1,
                "update send_order_"
                        + packet.table()
                        + " set kind = 'VIEW', recipients = ?, wrap_key = ? where order_no = ?",
                Long.toString(poster),
                "moment:" + moment,
                packet.order());
        return new View(moment, packet.sender(), packet.order());
    }

    /** A moment beside a packet, which whoever has to pay pays so much for. */
    private String moment(Packet near, long poster, long fen) {
        String moment = FaultPlanter.another(near.order());
        databases.change(
                url(moment),
                1,
                "insert into moment_"
                        + near.table()
                        + """
                         (moment_no, poster_id, idem_key, fingerprint, from_fen, to_fen, text,
                            content_ref, created_at, ends_at)
                        values (?, ?, ?, repeat('0', 32), ?, ?, '', 'picture', utc_timestamp(3),
                            utc_timestamp(3))
                        """,
                moment,
                poster,
                moment,
                fen,
                fen);
        return moment;
    }

    private void insert(View view, int ratePpm, String rest) {
        databases.change(
                url(view.moment()),
                1,
                String.format(
                        Locale.ROOT,
                        """
                        insert into moment_view_%d (moment_no, viewer_id, free, free_rate_ppm,
                            amount_fen, order_no, pay_by, decided_at, seen_at, paid_order_no)
                        values (?, ?, ?, ?, %s)
                        """,
                        new OrderNumber(view.moment()).table(),
                        rest),
                view.moment(),
                view.viewer(),
                ratePpm > 0,
                ratePpm);
    }

    private void update(View view, String change) {
        databases.change(
                url(view.moment()),
                1,
                String.format(
                        Locale.ROOT,
                        "update moment_view_%d set %s where moment_no = ? and viewer_id = ?",
                        new OrderNumber(view.moment()).table(),
                        change),
                view.moment(),
                view.viewer());
    }

    private String url(String order) {
        return databases.setOf(order).url();
    }
}
