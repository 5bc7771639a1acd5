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

/** Signs pay tickets, in the packet service, and reads them back, in the pay service. */
public final class PayTickets {

    private static final int FIELDS = 6;
    private static final int FIELDS_OF_VIEW = 7;

    private final SignedFields signed;

    public PayTickets(KeyRing keys) {
        signed = new SignedFields("p1", keys);
    }

    public String sign(PayTicket ticket) {
        byte[] wrapKey = ticket.wrapKey().value().getBytes(StandardCharsets.US_ASCII);
        String packet =
                String.join(
                        "~",
                        ticket.packet().value(),
                        ticket.payer().toString(),
                        Long.toString(ticket.total().fen()),
                        Long.toString(ticket.payBy().toEpochMilli()),
                        Long.toString(ticket.lifetime().toMillis()),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(wrapKey));
        OrderNumber moment = ticket.moment();
        return signed.sign(moment == null ? packet : packet + "~" + moment.value());
    }

    /**
     * The pay ticket, when its signature is right; else empty. Whether it is in time is for the
     * payment to say: a repeat of a payment is answered after {@code payBy} too.
     */
    public Optional<PayTicket> check(String text) {
        return signed.read(text, FIELDS)
                .or(() -> signed.read(text, FIELDS_OF_VIEW))
                .map(PayTickets::ticket);
    }

    private static PayTicket ticket(String[] field) {
        return new PayTicket(
                new OrderNumber(field[0]),
                new UserId(Long.parseLong(field[1])),
                new Money(Long.parseLong(field[2])),
                new IdempotencyKey(
                        new String(
                                Base64.getUrlDecoder().decode(field[5]),
                                StandardCharsets.US_ASCII)),
                Instant.ofEpochMilli(Long.parseLong(field[3])),
                Duration.ofMillis(Long.parseLong(field[4])),
                field.length == FIELDS_OF_VIEW ? new OrderNumber(field[6]) : null);
    }
}
