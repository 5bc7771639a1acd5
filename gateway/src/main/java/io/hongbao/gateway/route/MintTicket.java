package io.hongbao.gateway.route;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes the ticket that lets a user's call into the services. */
final class MintTicket {

    private final Tickets tickets;
    private final InstantSource clock;

    MintTicket(Tickets tickets, InstantSource clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    /** A ticket for a call that says nothing beside this. */
    String mint(Operation operation, UserId user, OrderNumber packet) {
        return mint(operation, user, packet, RequestDigest.NONE);
    }

    String mint(Operation operation, UserId user, @Nullable OrderNumber packet, String digest) {
        return tickets.sign(
                Hop.GATEWAY_PAY.permits(operation) ? Hop.GATEWAY_PAY : Hop.GATEWAY_PACKET,
                Ticket.of(operation, user, packet, digest, clock.instant()));
    }
}
