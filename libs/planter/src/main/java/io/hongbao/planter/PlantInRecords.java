package io.hongbao.planter;

import io.hongbao.planter.FaultTargets.Packet;
import io.hongbao.planter.FaultTargets.Share;

/** Faults in users' lists of what they sent and received. */
final class PlantInRecords {

    private static final String SENT = " where user_id = ? and direction = 'sent' and order_no = ?";

    private static final String RECEIVED =
            " where user_id = ? and direction = 'received' and order_no = ?";

    private final SuiteDatabases databases;
    private final FaultTargets victims;

    PlantInRecords(SuiteDatabases databases, FaultTargets victims) {
        this.databases = databases;
        this.victims = victims;
    }

    PlantedCase lostReceived() {
        Share share = victims.share();
        change(share.user(), "delete from user_record" + RECEIVED, share.user(), share.order());
        return PlantedCase.of(
                PlantedFault.LOST_RECEIVED_RECORD, share.record(), "RECEIVED_RECORD_MISSING");
    }

    PlantedCase lostSent() {
        Packet packet = victims.packet("state = 'FINISHED'");
        change(packet.sender(), "delete from user_record" + SENT, packet.sender(), packet.order());
        return PlantedCase.of(PlantedFault.LOST_SENT_RECORD, record(packet), "SENT_RECORD_MISSING");
    }

    PlantedCase wrongReceived() {
        Share share = victims.share();
        change(
                share.user(),
                "update user_record set amount_fen = amount_fen + 1" + RECEIVED,
                share.user(),
                share.order());
        return PlantedCase.of(PlantedFault.WRONG_RECORD, share.record(), "RECEIVED_RECORD_DIFFERS");
    }

    PlantedCase wrongSent() {
        Packet packet = victims.packet("state = 'FINISHED'");
        change(
                packet.sender(),
                "update user_record set amount_fen = amount_fen + 1" + SENT,
                packet.sender(),
                packet.order());
        return PlantedCase.of(
                PlantedFault.WRONG_SENT_RECORD, record(packet), "SENT_RECORD_DIFFERS");
    }

    PlantedCase foreignReceived() {
        Packet packet = victims.packet("state = 'CLOSED'");
        change(
                packet.sender(),
                """
                insert into user_record (user_id, direction, order_no, kind, amount_fen, at,
                    greeting, sender_id)
                values (?, 'received', ?, 'LUCKY', 5, utc_timestamp(3), '', 1)
                """,
                packet.sender(),
                packet.order());
        return PlantedCase.of(
                PlantedFault.FOREIGN_RECORD, record(packet), "RECEIVED_RECORD_FOREIGN");
    }

    /** Of a packet that is there, and that nobody paid. */
    PlantedCase foreignSent() {
        Packet packet = victims.packet("state = 'CLOSED'");
        change(
                packet.sender(),
                """
                insert into user_record (user_id, direction, order_no, kind, amount_fen, at,
                    greeting, share_count)
                values (?, 'sent', ?, 'LUCKY', ?, utc_timestamp(3), '', 1)
                """,
                packet.sender(),
                packet.order(),
                packet.totalFen());
        return PlantedCase.of(
                PlantedFault.FOREIGN_SENT_RECORD, record(packet), "SENT_RECORD_FOREIGN");
    }

    private void change(long user, String sql, Object... arguments) {
        databases.change(databases.shardOf(user).url(), 1, sql, arguments);
    }

    /** How comparisons call a sender's line. */
    private static String record(Packet packet) {
        return packet.order() + ":" + packet.sender();
    }
}
