package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What time does to packets, also to those whose SET is dead meanwhile. */
class ExpiryTest {

    private final RunningSuite suite = RunningSuite.shortLived();
    private final Client client = suite.client();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void the_five_invariants_hold() {
        suite.requireClean();
    }

    @Test
    void a_packet_paid_while_its_set_was_dead_past_pay_by_becomes_active() {
        UserId sender = suite.fundedUser(10_00);
        UserId opener = suite.newUser();
        Answer wrapped = client.wrap(sender, "k", RefusalsTest.wrapWith(""));
        Wrapped packet = Wrapped.of(wrapped, 1_00);
        String set = "set-" + packet.orderNumber().set();
        suite.kill(set);

        Answer paid = client.pay(sender, packet);
        suite.eventually("pay-by is over", () -> isPast(wrapped.text("payBy")));
        suite.start(set);

        assertThat(paid.text("state")).isEqualTo("PAID");
        suite.eventually("the packet is active", () -> client.open(opener, packet).ok());
    }

    @Test
    void a_packet_paid_while_its_set_was_dead_past_its_lifetime_is_refunded() {
        UserId sender = suite.fundedUser(10_00);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 10_00, 2);
        String set = "set-" + packet.orderNumber().set();
        suite.kill(set);

        Answer paid = client.pay(sender, packet);
        suite.eventually("the lifetime is over", () -> isPast(paid.text("expiresAt")));
        suite.start(set);

        assertThat(paid.text("state")).isEqualTo("PAID");
        suite.eventually("the packet is refunded", () -> client.changeFen(sender) == 10_00);
        assertThat(client.open(suite.newUser(), packet).statusAndCode())
                .isEqualTo("410 packet_expired");
    }

    @Test
    void what_nobody_opened_goes_back_to_the_sender_and_unpaid_packets_close() {
        UserId sender = suite.fundedUser(10_00);
        Wrapped unpaid = client.wrapped(sender, "unpaid", "LUCKY", 10_00, 2);
        Wrapped packet = client.wrapped(sender, "paid", "EQUAL", 10_00, 2);
        client.pay(sender, packet);
        UserId opener = suite.newUser();
        assertThat(client.open(opener, packet).number("amountFen")).isEqualTo(5_00);

        suite.eventually("the rest is refunded", () -> client.changeFen(sender) == 5_00);

        UserId late = suite.newUser();
        assertThat(client.open(late, packet).statusAndCode()).isEqualTo("410 packet_expired");
        assertThat(client.grab(late, packet).text("state")).isEqualTo("EXPIRED");
        assertThat(client.open(opener, packet).number("amountFen")).isEqualTo(5_00);
        assertThat(client.details(late, packet).text("seed")).isNotEmpty();
        assertThat(client.pay(sender, unpaid).statusAndCode()).isEqualTo("410 payment_too_late");
        assertThat(client.open(late, unpaid).statusAndCode()).isEqualTo("409 packet_not_paid");
    }

    private boolean isPast(String instant) {
        return clock.instant().isAfter(Instant.parse(instant));
    }
}
