package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs the tickets that one party makes, and reads those that others make for it. */
public final class Tickets {

    /** The header in which a ticket travels. */
    public static final String HEADER = "Hongbao-Ticket";

    /** Longer text is refused unread. */
    public static final int LENGTH_MAX = 512;

    /** Longer than any call takes to arrive, by more seconds than clocks differ. */
    public static final Duration LIFE = Duration.ofSeconds(20);

    /**
     * Who is called refuses a ticket that ends later than this by its own clock. A clock that is
     * ahead of it by no more than the difference to {@link #LIFE} makes tickets that are taken.
     */
    public static final Duration LIFE_MAX = Duration.ofMinutes(1);

    private static final int FIELDS = 5;

    private final Map<Hop, SignedFields> made = new EnumMap<>(Hop.class);
    private final Map<Hop, SignedFields> taken = new EnumMap<>(Hop.class);

    /**
     * Those of {@code self}.
     *
     * @param keys of hops from or to {@code self}; what others say to each other is left out
     */
    public Tickets(ServiceName self, Map<Hop, KeyRing> keys) {
        keys.forEach((hop, ring) -> {
            var signed = new SignedFields(hop.form(), ring);
            if (hop.issuer() == self) {
                made.put(hop, signed);
            }
            if (hop.audience() == self) {
                taken.put(hop, signed);
            }
        });
    }

    public String sign(Hop hop, Ticket ticket) {
        SignedFields signed = made.get(hop);
        if (signed == null || !hop.permits(ticket.operation())) {
            throw new IllegalArgumentException(
                    "must be ours to permit: hop=" + hop + " operation=" + ticket.operation());
        }
        return signed.sign(
                ticket.operation().name()
                        + '~'
                        + orNone(ticket.user())
                        + '~'
                        + orNone(ticket.packet())
                        + '~'
                        + ticket.until().toEpochMilli()
                        + '~'
                        + ticket.digest());
    }

    /**
     * The ticket, when one of those who may call us signed it for what it may ask of us, and it
     * ends after {@code now}, but not later than {@link #LIFE_MAX}; else empty.
     */
    public Optional<Ticket> check(String text, Instant now) {
        for (var hop : taken.entrySet()) {
            if (hop.getValue().isOfForm(text)) {
                return hop.getValue()
                        .read(text, FIELDS)
                        .flatMap(Tickets::ticket)
                        .filter(ticket -> hop.getKey().permits(ticket.operation()))
                        .filter(ticket -> isInTime(ticket, now));
            }
        }
        return Optional.empty();
    }

    private static boolean isInTime(Ticket ticket, Instant now) {
        return now.isBefore(ticket.until()) && !ticket.until().isAfter(now.plus(LIFE_MAX));
    }

    /** Empty when a newer issuer says what we do not know. */
    private static Optional<Ticket> ticket(String[] field) {
        try {
            return Optional.of(
                    new Ticket(
                            Operation.valueOf(field[0]),
                            isNone(field[1]) ? null : new UserId(Long.parseLong(field[1])),
                            isNone(field[2]) ? null : new OrderNumber(field[2]),
                            field[4],
                            Instant.ofEpochMilli(Long.parseLong(field[3]))));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String orNone(@Nullable Object value) {
        return value == null ? RequestDigest.NONE : value.toString();
    }

    private static boolean isNone(String field) {
        return field.equals(RequestDigest.NONE);
    }
}
