package io.hongbao.pay.operation;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.serving.problem.ProblemException;

/** Who calls, and about which packet: only the ticket says. */
public final class Caller {

    private Caller() {}

    /** A ticket without a user is for no call of a user. */
    public static UserId userOf(Ticket ticket) {
        UserId user = ticket.user();
        if (user == null) {
            throw ProblemException.of(ProblemCode.UNAUTHENTICATED, "must be a user's ticket");
        }
        return user;
    }

    public static OrderNumber packetOf(Ticket ticket) {
        OrderNumber packet = ticket.packet();
        if (packet == null) {
            throw ProblemException.of(ProblemCode.UNAUTHENTICATED, "must be a packet's ticket");
        }
        return packet;
    }
}
