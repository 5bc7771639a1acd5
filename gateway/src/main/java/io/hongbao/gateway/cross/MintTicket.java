package io.hongbao.gateway.cross;

import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.call.UserCall;
import java.time.InstantSource;

/** Makes the ticket that lets a user's call into the services. */
final class MintTicket {

    private final Tickets tickets;
    private final InstantSource clock;

    MintTicket(Tickets tickets, InstantSource clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    String mint(UserCall call) {
        return tickets.sign(
                hop(call.operation()),
                Ticket.of(
                        call.operation().ticket(),
                        call.user(),
                        call.packet(),
                        digest(call),
                        clock.instant()));
    }

    /** Which service such a call goes to. */
    static Hop hop(PublicOperation operation) {
        return Hop.GATEWAY_PAY.permits(operation.ticket()) ? Hop.GATEWAY_PAY : Hop.GATEWAY_PACKET;
    }

    private static String digest(UserCall call) {
        return switch (call.operation().crossing()) {
            // Nothing but their ticket crosses.
            case OPEN, GRAB -> RequestDigest.NONE;
            case COMBINED, ALONE, ROUTE, HERE ->
                    RequestDigest.of(
                            call.operation().method(),
                            call.target(),
                            call.headers().idempotencyKey(),
                            call.body());
        };
    }
}
