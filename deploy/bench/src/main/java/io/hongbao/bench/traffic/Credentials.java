package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a call says who makes it: a token for the gateway, a ticket for a service. */
record Credentials(Crowd crowd, Tickets tickets, Instant until, Via via) {

    void write(ByteBuf out, Operation operation, UserId user, @Nullable OrderNumber packet) {
        switch (via) {
            case GATEWAY -> out.writeBytes(crowd.authorization(user));
            case DIRECT -> Http.header(out, Tickets.HEADER, ticket(operation, user, packet));
        }
    }

    String ticket(Operation operation, @Nullable UserId user, @Nullable OrderNumber packet) {
        return tickets.sign(new Ticket(operation, user, packet, until));
    }
}
