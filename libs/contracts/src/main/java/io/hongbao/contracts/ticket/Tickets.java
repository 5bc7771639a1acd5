package io.hongbao.contracts.ticket;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs tickets and reads them back. A ticket is text of fields and {@code ~}, ending with its
 * signature (HMAC-SHA-256 with a key id); it can be read by anybody and made only with a key.
 */
public final class Tickets {

    /** The header in which a ticket travels. */
    public static final String HEADER = "Hongbao-Ticket";

    /** Longer text is refused unread. */
    public static final int LENGTH_MAX = 512;

    private static final String TICKET = "t1";
    private static final String PAY_TICKET = "p1";
    private static final String NONE = "-";

    private final KeyRing keys;

    public Tickets(KeyRing keys) {
        this.keys = keys;
    }

    public String sign(Ticket ticket) {
        return signed(
                String.join(
                        "~",
                        TICKET,
                        ticket.operation().name(),
                        orNone(ticket.user()),
                        orNone(ticket.packet()),
                        Long.toString(ticket.until().toEpochMilli())));
    }

    /** The ticket, when its signature is right and {@code now} is before its end; else empty. */
    public Optional<Ticket> check(String text, Instant now) {
        return fields(text, TICKET, 5)
                .map(field ->
                        new Ticket(
                                Operation.valueOf(field[1]),
                                isNone(field[2]) ? null : new UserId(Long.parseLong(field[2])),
                                isNone(field[3]) ? null : new OrderNumber(field[3]),
                                Instant.ofEpochMilli(Long.parseLong(field[4]))))
                .filter(ticket -> now.isBefore(ticket.until()));
    }

    public String sign(PayTicket ticket) {
        return signed(
                String.join(
                        "~",
                        PAY_TICKET,
                        ticket.packet().value(),
                        ticket.payer().toString(),
                        Long.toString(ticket.total().fen()),
                        Long.toString(ticket.payBy().toEpochMilli()),
                        Long.toString(ticket.lifetime().toMillis()),
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        ticket.wrapKey()
                                                .value()
                                                .getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * The pay ticket, when its signature is right; else empty. Whether it is in time is for the
     * payment to say: a repeat of a payment is answered after {@code payBy} too.
     */
    public Optional<PayTicket> checkPayTicket(String text) {
        return fields(text, PAY_TICKET, 7)
                .map(field ->
                        new PayTicket(
                                new OrderNumber(field[1]),
                                new UserId(Long.parseLong(field[2])),
                                new Money(Long.parseLong(field[3])),
                                new IdempotencyKey(
                                        new String(
                                                Base64.getUrlDecoder().decode(field[6]),
                                                StandardCharsets.US_ASCII)),
                                Instant.ofEpochMilli(Long.parseLong(field[4])),
                                Duration.ofMillis(Long.parseLong(field[5]))));
    }

    private String signed(String statement) {
        return statement + '~' + keys.sign(statement);
    }

    /** The fields of a statement with a right signature. Only we make those, so they parse. */
    private Optional<String[]> fields(String text, String form, int count) {
        int end = text.lastIndexOf('~');
        if (end < 0 || text.length() > LENGTH_MAX || !text.startsWith(form + '~')) {
            return Optional.empty();
        }
        String statement = text.substring(0, end);
        if (!keys.verify(statement, text.substring(end + 1))) {
            return Optional.empty();
        }
        String[] fields = statement.split("~", -1);
        return fields.length == count ? Optional.of(fields) : Optional.empty();
    }

    private static String orNone(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    private static boolean isNone(String field) {
        return field.equals(NONE);
    }
}
