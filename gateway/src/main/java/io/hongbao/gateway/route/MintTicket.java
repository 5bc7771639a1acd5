package io.hongbao.gateway.route;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes the ticket that lets a user's call into the services. */
final class MintTicket {

    /** Longer than any call takes, and than clocks differ. */
    private static final Duration LIFETIME = Duration.ofSeconds(20);

    private final Tickets tickets;
    private final InstantSource clock;

    MintTicket(Tickets tickets, InstantSource clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    String mint(Operation operation, UserId user, @Nullable OrderNumber packet) {
        return tickets.sign(
                new Ticket(
                        operation,
                        user,
                        packet,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(LIFETIME)));
    }
}
