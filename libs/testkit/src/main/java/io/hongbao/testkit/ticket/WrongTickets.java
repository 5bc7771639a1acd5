package io.hongbao.testkit.ticket;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Of one call that a service permits, all that differ from it in one thing. */
public final class WrongTickets {

    private final ServiceName audience;
    private final Map<Hop, KeyRing> keys;
    private final InstantSource clock;

    /**
     * For one service.
     *
     * @param keys of all hops
     */
    public WrongTickets(ServiceName audience, Map<Hop, KeyRing> keys, InstantSource clock) {
        this.audience = audience;
        this.keys = Map.copyOf(keys);
        this.clock = clock;
    }

    /**
     * What a caller may ask.
     *
     * @param otherPacket another one than the ticket's, where the call names its packet besides;
     *     else null
     */
    public record Permitted(
            String method,
            String target,
            Ticket ticket,
            @Nullable String key,
            String body,
            @Nullable OrderNumber otherPacket) {

        /** A call with a body and a key, which its ticket holds. */
        public static Permitted of(
                String method, String target, @Nullable String key, String body, Ticket unbound) {
            String digest =
                    RequestDigest.of(method, target, key, body.getBytes(StandardCharsets.UTF_8));
            Ticket bound =
                    new Ticket(
                            unbound.operation(),
                            unbound.user(),
                            unbound.packet(),
                            digest,
                            unbound.until());
            return new Permitted(method, target, bound, key, body, null);
        }

        /** The same, of a call that names its packet besides. */
        public Permitted naming(@Nullable OrderNumber other) {
            return new Permitted(method, target, ticket, key, body, other);
        }

        private boolean isBatch() {
            return ticket.operation() == Operation.BATCH;
        }
    }

    /** The call itself, for which the service must not say that nobody permitted it. */
    public TicketedCall right(Permitted call) {
        return with("nothing", call, sign(call.ticket()));
    }

    /** Calls for which it must. */
    public List<TicketedCall> of(Permitted call) {
        var wrong = new ArrayList<TicketedCall>();
        addForged(call, wrong);
        addOfOtherKeys(call, wrong);
        addOfOtherTimes(call, wrong);
        addOfOtherOperations(call, wrong);
        addOtherCalls(call, wrong);
        return wrong;
    }

    /** Of a call that is made among others: its target is not said, nor its packet twice. */
    public List<TicketedCall> ofItem(Permitted call) {
        boolean wholeInTicket = call.ticket().digest().equals(RequestDigest.NONE);
        return of(wholeInTicket ? call.naming(null) : call).stream()
                .filter(each -> each.target().equals(call.target()))
                .toList();
    }

    private void addForged(Permitted call, List<TicketedCall> wrong) {
        String right = sign(call.ticket());
        wrong.add(with("no ticket", call, null));
        wrong.add(with("an empty ticket", call, ""));
        wrong.add(with("a text that is no ticket", call, "forged"));
        char last = right.charAt(right.length() - 2);
        wrong.add(
                with(
                        "another signature",
                        call,
                        right.substring(0, right.length() - 2)
                                + (last == 'A' ? 'B' : 'A')
                                + right.charAt(right.length() - 1)));
        String user = "~" + call.ticket().user() + "~";
        if (right.contains(user)) {
            wrong.add(with("another user", call, right.replace(user, "~987654321~")));
        }
    }

    private void addOfOtherKeys(Permitted call, List<TicketedCall> wrong) {
        Hop hop = hop(call.ticket().operation());
        keys.forEach((of, ring) -> {
            if (of != hop) {
                String forged =
                        new Tickets(hop.issuer(), Map.of(hop, ring)).sign(hop, call.ticket());
                wrong.add(with("signed with the keys of " + of, call, forged));
            }
            if (of.audience() != audience && of.permits(call.ticket().operation())) {
                String foreign = new Tickets(of.issuer(), keys).sign(of, call.ticket());
                wrong.add(with("a ticket of " + of, call, foreign));
            }
        });
    }

    private void addOfOtherTimes(Permitted call, List<TicketedCall> wrong) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        wrong.add(with("expired", call, sign(until(call.ticket(), now))));
        // A service whose clock is read after ours takes what ends a moment later.
        Instant endless = now.plus(Tickets.LIFE_MAX.multipliedBy(2));
        wrong.add(with("endless", call, sign(until(call.ticket(), endless))));
    }

    private void addOfOtherOperations(Permitted call, List<TicketedCall> wrong) {
        Ticket right = call.ticket();
        for (Operation other : Operation.values()) {
            boolean permitted =
                    Arrays.stream(Hop.values())
                            .anyMatch(hop -> hop.audience() == audience && hop.permits(other));
            if (other != right.operation() && permitted) {
                var ticket =
                        new Ticket(
                                other, right.user(), right.packet(), right.digest(), right.until());
                wrong.add(with("a ticket to " + other, call, sign(ticket)));
            }
        }
        OrderNumber packet = call.otherPacket();
        if (packet != null) {
            var ticket =
                    new Ticket(
                            right.operation(), right.user(), packet, right.digest(), right.until());
            wrong.add(with("a ticket for another packet", call, sign(ticket)));
        }
    }

    /** The right ticket with other words. Of many calls in one, each has a ticket for its own. */
    private void addOtherCalls(Permitted call, List<TicketedCall> wrong) {
        String ticket = sign(call.ticket());
        String method = call.method();
        String target = call.target();
        wrong.add(
                new TicketedCall(
                        "another query", method, target + "?a=b", ticket, call.key(), call.body()));
        if (call.isBatch()) {
            String other = sign(Ticket.ofBatch(target + "-other", clock.instant()));
            wrong.add(with("a ticket for another path", call, other));
            return;
        }
        wrong.add(
                new TicketedCall(
                        "another body", method, target, ticket, call.key(), call.body() + " "));
        String otherKey = Objects.requireNonNullElse(call.key(), "") + "other";
        wrong.add(new TicketedCall("another key", method, target, ticket, otherKey, call.body()));
        if (call.key() != null) {
            wrong.add(new TicketedCall("no key", method, target, ticket, null, call.body()));
        }
    }

    private static Ticket until(Ticket ticket, Instant end) {
        return new Ticket(ticket.operation(), ticket.user(), ticket.packet(), ticket.digest(), end);
    }

    private static TicketedCall with(String what, Permitted call, @Nullable String ticket) {
        return new TicketedCall(
                what, call.method(), call.target(), ticket, call.key(), call.body());
    }

    private String sign(Ticket ticket) {
        Hop hop = hop(ticket.operation());
        return new Tickets(hop.issuer(), keys).sign(hop, ticket);
    }

    /** By which such a call comes; of several the first. */
    private Hop hop(Operation operation) {
        return Arrays.stream(Hop.values())
                .filter(hop -> hop.audience() == audience && hop.permits(operation))
                .findFirst()
                .orElseThrow();
    }
}
