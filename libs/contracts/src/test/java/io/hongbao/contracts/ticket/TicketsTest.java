package io.hongbao.contracts.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final OrderNumber PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 7, new SetId(1), 3);
    private static final Ticket OPEN =
            new Ticket(Operation.OPEN, new UserId(1001), PACKET, NOON.plusSeconds(5));
    private static final PayTicket PAY =
            new PayTicket(
                    PACKET,
                    new UserId(1001),
                    new Money(88_88),
                    new IdempotencyKey("a~key~with~our~separator"),
                    NOON,
                    Duration.ofHours(24));
    private static final SecretKey OLD = SecretKey.of("the-ticket-key-of-last-month");
    private static final SecretKey NEW = SecretKey.of("the-ticket-key-of-this-month");

    private final Tickets tickets = new Tickets(new KeyRing("new", Map.of("old", OLD, "new", NEW)));

    @Test
    void a_ticket_reads_back_as_it_was_signed() {
        Ticket forNobody = new Ticket(Operation.BATCH, null, null, NOON.plusSeconds(5));

        assertThat(tickets.check(tickets.sign(OPEN), NOON)).contains(OPEN);
        assertThat(tickets.check(tickets.sign(forNobody), NOON)).contains(forNobody);
        assertThat(tickets.checkPayTicket(tickets.sign(PAY))).contains(PAY);
    }

    @Test
    void a_ticket_ends() {
        String text = tickets.sign(OPEN);

        assertThat(tickets.check(text, NOON.plusMillis(4_999))).isPresent();
        assertThat(tickets.check(text, NOON.plusMillis(5_000))).isEmpty();
    }

    @Test
    void no_ticket_with_one_character_changed_is_right() {
        for (String text : new String[] {tickets.sign(OPEN), tickets.sign(PAY)}) {
            for (int i = 0; i < text.length(); i++) {
                for (char c : "09azAZ-_.~".toCharArray()) {
                    String forged = text.substring(0, i) + c + text.substring(i + 1);
                    if (!forged.equals(text)) {
                        assertThat(tickets.check(forged, NOON)).as(forged).isEmpty();
                        assertThat(tickets.checkPayTicket(forged)).as(forged).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void one_kind_of_ticket_is_never_the_other() {
        assertThat(tickets.check(tickets.sign(PAY), NOON)).isEmpty();
        assertThat(tickets.checkPayTicket(tickets.sign(OPEN))).isEmpty();
    }

    @Test
    void a_key_can_be_replaced_without_a_stop() {
        var before = new Tickets(new KeyRing("old", Map.of("old", OLD, "new", NEW)));
        var after = new Tickets(new KeyRing("new", Map.of("new", NEW)));

        assertThat(tickets.check(before.sign(OPEN), NOON)).contains(OPEN);
        assertThat(after.check(before.sign(OPEN), NOON)).isEmpty();
        assertThat(after.check(tickets.sign(OPEN), NOON)).contains(OPEN);
    }
}
