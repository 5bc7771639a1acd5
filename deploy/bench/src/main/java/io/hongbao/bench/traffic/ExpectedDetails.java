package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.PaidPacket;

/**
 * What the details of a packet must say, by what was known when they were asked for. Opens that are
 * under way meanwhile may be in the answer or not.
 *
 * @param openedShares acknowledged before
 */
record ExpectedDetails(PaidPacket packet, int openedShares, long openedFen) {

    /** Why such a call counts as failed. */
    static final String WRONG = "wrong details";

    static ExpectedDetails now(PaidPacket packet) {
        return new ExpectedDetails(packet, packet.opens().shares(), packet.opens().fen());
    }

    /** Whether they are of this packet, agree with themselves, and hold all acknowledged opens. */
    boolean agreesWith(byte[] json) {
        var shown = new DetailsScan(json, packet.link());
        return shown.ofPacket()
                && shown.totalFen() == packet.totalFen()
                && shown.shares() == packet.shares()
                && shown.opens() == shown.openedShares()
                && shown.opensFen() == shown.openedFen()
                && (shown.openedShares() == openedShares
                        ? shown.openedFen() == openedFen
                        : shown.openedShares() > openedShares && shown.openedFen() > openedFen)
                && (shown.openedShares() < packet.shares()
                        || shown.openedFen() == packet.totalFen());
    }
}
