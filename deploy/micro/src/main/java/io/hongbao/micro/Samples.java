package io.hongbao.micro;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Values like those of a real open. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final OrderNumber NUMBER = new OrderNumber("2026112101234567890073");

    private static final SecretKey KEY = SecretKey.of("local-only-key-of-the-micro-bench");

    private Samples() {}

    static Tickets tickets(ServiceName party) {
        return new Tickets(party, Map.of(Hop.GATEWAY_PACKET, new KeyRing("k1", Map.of("k1", KEY))));
    }

    static PacketLinks links() {
        return new PacketLinks(dayKeys());
    }

    static DayKeys dayKeys() {
        return new DayKeys(Map.of(LocalDate.of(2026, 1, 1), KEY));
    }

    static Ticket openTicket(long user) {
        return Ticket.of(Operation.OPEN, new UserId(user), NUMBER, RequestDigest.NONE, NOW);
    }
}
