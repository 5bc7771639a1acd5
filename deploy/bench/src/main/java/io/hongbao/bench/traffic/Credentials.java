package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.netty.buffer.ByteBuf;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How a call says who makes it: a token for the gateway, a ticket for a service. */
record Credentials(Crowd crowd, Tickets tickets, InstantSource clock, Via via) {

    /** Of a call with a body. */
    void write(
            ByteBuf out,
            Operation operation,
            UserId user,
            @Nullable OrderNumber packet,
            String digest) {
        switch (via) {
            case GATEWAY -> out.writeBytes(crowd.authorization(user));
            case DIRECT -> {
                Hop hop = operation == Operation.PAY ? Hop.GATEWAY_PAY : Hop.GATEWAY_PACKET;
                var ticket = Ticket.of(operation, user, packet, digest, clock.instant());
                Http.header(out, Tickets.HEADER, tickets.sign(hop, ticket));
            }
        }
    }

    /** Of an item that says nothing beside this. */
    String ticket(Operation operation, UserId user, OrderNumber packet) {
        return tickets.sign(
                Hop.GATEWAY_PACKET,
                Ticket.of(operation, user, packet, RequestDigest.NONE, clock.instant()));
    }

    String batchTicket(String path) {
        return tickets.sign(Hop.GATEWAY_PACKET, Ticket.ofBatch(path, clock.instant()));
    }
}
