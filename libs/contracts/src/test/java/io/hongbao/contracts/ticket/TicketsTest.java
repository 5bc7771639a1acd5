package io.hongbao.contracts.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final OrderNumber PACKET =
            OrderNumber.of(LocalDate.of(2026, 11, 21), 7, new SetId(1), 3);
    private static final Ticket OPEN =
            Ticket.of(Operation.OPEN, new UserId(1001), PACKET, RequestDigest.NONE, NOON);
    private static final PayTicket PAY =
            new PayTicket(
                    PACKET,
                    new UserId(1001),
                    new Money(88_88),
                    new IdempotencyKey("a~key~with~our~separator"),
                    NOON,
                    Duration.ofHours(24));
    private static final SecretKey OLD = SecretKey.of("local-only-ticket-key-of-last-month");
    private static final SecretKey NEW = SecretKey.of("local-only-ticket-key-of-this-month");
    private static final KeyRing RING = new KeyRing("new", Map.of("old", OLD, "new", NEW));

    private final Tickets gateway = gateway(RING);
    private final Tickets service = service(RING);
    private final PayTickets payTickets = new PayTickets(RING);

    private static Tickets gateway(KeyRing ring) {
        return new Tickets(ServiceName.GATEWAY, Map.of(Hop.GATEWAY_PACKET, ring));
    }

    private static Tickets service(KeyRing ring) {
        return new Tickets(ServiceName.PACKET_SERVICE, Map.of(Hop.GATEWAY_PACKET, ring));
    }

    private String signed(Ticket ticket) {
        return gateway.sign(Hop.GATEWAY_PACKET, ticket);
    }

    @Test
    void a_ticket_reads_back_as_it_was_signed() {
        Ticket batch = Ticket.ofBatch("/internal/v1/opens", NOON);

        assertThat(service.check(signed(OPEN), NOON)).contains(OPEN);
        assertThat(service.check(signed(batch), NOON)).contains(batch);
        assertThat(payTickets.check(payTickets.sign(PAY))).contains(PAY);
    }

    @Test
    void a_pay_ticket_of_a_view_is_presented_at_its_moment() {
        OrderNumber moment = OrderNumber.of(LocalDate.of(2026, 11, 21), 6, new SetId(1), 3);
        var view =
                new PayTicket(
                        PACKET,
                        PAY.payer(),
                        PAY.total(),
                        PAY.wrapKey(),
                        PAY.payBy(),
                        PAY.lifetime(),
                        moment);

        assertThat(payTickets.check(payTickets.sign(view))).contains(view);
        assertThat(view.presentedAt()).isEqualTo(moment);
        assertThat(PAY.presentedAt()).isEqualTo(PACKET);
    }

    @Test
    void a_ticket_ends() {
        String text = signed(OPEN);

        assertThat(service.check(text, NOON.plusMillis(19_999))).isPresent();
        assertThat(service.check(text, NOON.plusMillis(20_000))).isEmpty();
    }

    @Test
    void a_ticket_that_lives_longer_than_a_minute_is_refused_until_less_is_left() {
        String text =
                signed(
                        new Ticket(
                                Operation.OPEN,
                                new UserId(1001),
                                PACKET,
                                RequestDigest.NONE,
                                NOON.plusSeconds(60)));

        assertThat(service.check(text, NOON)).isPresent();
        assertThat(service.check(text, NOON.minusMillis(1))).isEmpty();
    }

    @Test
    void no_ticket_with_one_character_changed_is_right() {
        for (String text : new String[] {signed(OPEN), payTickets.sign(PAY)}) {
            for (int i = 0; i < text.length(); i++) {
                for (char c : "09azAZ-_.~".toCharArray()) {
                    String forged = text.substring(0, i) + c + text.substring(i + 1);
                    if (!forged.equals(text)) {
                        assertThat(service.check(forged, NOON)).as(forged).isEmpty();
                        assertThat(payTickets.check(forged)).as(forged).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void one_kind_of_ticket_is_never_the_other() {
        assertThat(service.check(payTickets.sign(PAY), NOON)).isEmpty();
        assertThat(payTickets.check(signed(OPEN))).isEmpty();
    }

    /** With one key for all: what the form says is checked beside the signature. */
    @Test
    void a_ticket_is_taken_by_its_audience_only_and_for_what_its_issuer_may_ask() {
        var keys = new EnumMap<Hop, KeyRing>(Hop.class);
        for (Hop hop : Hop.values()) {
            keys.put(hop, RING);
        }
        for (Hop hop : Hop.values()) {
            for (Operation operation : Operation.values()) {
                var ticket = Ticket.of(operation, null, null, RequestDigest.NONE, NOON);
                for (ServiceName issuer : ServiceName.values()) {
                    var signer = new Tickets(issuer, keys);
                    if (issuer != hop.issuer() || !hop.permits(operation)) {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> signer.sign(hop, ticket));
                        continue;
                    }
                    String text = signer.sign(hop, ticket);
                    for (ServiceName audience : ServiceName.values()) {
                        assertThat(new Tickets(audience, keys).check(text, NOON).isPresent())
                                .isEqualTo(audience == hop.audience());
                    }
                }
            }
        }
    }

    /** As whoever stole the gateway's keys would write it. */
    @Test
    void a_signature_of_the_gateways_makes_no_ticket_to_activate() {
        var ofGateway = new SignedFields("gk", RING);
        String rest = "~1001~" + PACKET + "~" + NOON.plusSeconds(5).toEpochMilli() + "~-";

        String open = ofGateway.sign("OPEN" + rest);
        String activate = ofGateway.sign("ACTIVATE" + rest);
        String asPayService = new SignedFields("yk", RING).sign("ACTIVATE" + rest);

        String unknown = ofGateway.sign("SHAKE" + rest);

        assertThat(service.check(open, NOON)).isPresent();
        assertThat(service.check(unknown, NOON)).isEmpty();
        assertThat(service.check(activate, NOON)).isEmpty();
        assertThat(serviceWithOtherPayKey().check(asPayService, NOON)).isEmpty();
    }

    private static Tickets serviceWithOtherPayKey() {
        var other = new KeyRing("new", Map.of("new", OLD));
        return new Tickets(
                ServiceName.PACKET_SERVICE,
                Map.of(Hop.GATEWAY_PACKET, RING, Hop.PAY_PACKET, other));
    }

    @Test
    void a_key_can_be_replaced_without_a_stop() {
        var before = gateway(new KeyRing("old", Map.of("old", OLD, "new", NEW)));
        var after = service(new KeyRing("new", Map.of("new", NEW)));
        String ofOldKey = before.sign(Hop.GATEWAY_PACKET, OPEN);

        assertThat(service.check(ofOldKey, NOON)).contains(OPEN);
        assertThat(after.check(ofOldKey, NOON)).isEmpty();
        assertThat(after.check(signed(OPEN), NOON)).contains(OPEN);
    }
}
