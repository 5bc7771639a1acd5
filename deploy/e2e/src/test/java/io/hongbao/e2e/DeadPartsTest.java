package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others notice while a part is dead, and what becomes of the money afterwards. */
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningSuites.class)
class DeadPartsTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** So many opens, in that minute or later: that it goes on is meant, not how fast. */
    private static final int MANY = 300;

    /** Enough for SET 000 and another to have some: one in 2^40 runs would not. */
    private static final int PACKETS_MAX = 40;

    private final RunningSuite suite;
    private final Client client;
    private final Clock clock = Clock.systemUTC();

    DeadPartsTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @AfterEach
    void all_parts_live_again_and_the_five_invariants_hold() {
        suite.requireClean();
    }

    @Test
    void one_dead_wallet_shard_hurts_its_own_users_only() {
        List<UserId> onLiving = suite.newUsersOfWallet("wallet-0", 3);
        List<UserId> onDead = suite.newUsersOfWallet("wallet-1", 2);
        UserId sender = onLiving.getFirst();
        suite.fund(sender, 20_00);
        suite.fund(onDead.getFirst(), 20_00);
        Wrapped packet = client.wrapped(sender, "k", "EQUAL", 20_00, 4);
        Wrapped ofDead = client.wrapped(onDead.getFirst(), "k", "EQUAL", 20_00, 4);
        suite.kill("wallet-1");

        Answer paid = client.pay(sender, packet);
        Answer notPaid = client.askingUntilRefused().pay(onDead.getFirst(), ofDead);
        for (UserId opener : List.of(onLiving.get(1), onDead.get(0), onDead.get(1))) {
            assertThat(client.open(opener, packet).status()).isEqualTo(200);
        }

        assertThat(paid.text("state")).isEqualTo("PAID");
        assertThat(notPaid.statusAndCode()).isEqualTo("503 wallet_unavailable");
        suite.eventually(
                "the living shard is credited", () -> client.changeFen(onLiving.get(1)) == 5_00);
        suite.start("wallet-1");
        suite.eventually("the dead shard is credited", () -> changeIs(onDead.get(0), 25_00));
        suite.eventually("the dead shard is credited", () -> changeIs(onDead.get(1), 5_00));
    }

    @Test
    void while_kafka_is_dead_opens_go_on_and_afterwards_all_is_credited() {
        Rush rush = Rush.start(suite);
        try (rush) {
            suite.eventually("some opens", () -> rush.opens() >= 20);
            suite.kill("kafka");
            int before = rush.opens();

            Instant until = clock.instant().plus(A_MINUTE);
            suite.eventually("the minute is over", () -> clock.instant().isAfter(until));
            suite.eventually("many opens", () -> rush.opens() > before + MANY);

            suite.start("kafka");
        }
        rush.requireAcknowledgedOpensAreThere();
    }

    @Test
    void a_payment_that_a_dead_bank_never_saw_is_locked_there_and_can_be_made_again() {
        UserId sender = suite.newUser();
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 10_00, 1);
        var byCard = Map.of("payTicket", packet.payTicket(), "method", "BANK", "card", "6222-0002");
        suite.kill("bank-a");

        Answer unclear = client.pay(sender, packet, byCard);
        Answer topUp = client.topUp(sender, "while-dead", 5_00, "6222-0002");
        Answer byOther =
                client.pay(
                        sender,
                        packet,
                        Map.of(
                                "payTicket",
                                packet.payTicket(),
                                "method",
                                "BANK",
                                "card",
                                "6222-0003"));
        suite.kill("pay-service");
        suite.start("bank-a");
        suite.start("pay-service");

        assertThat(topUp.status()).isEqualTo(202);
        assertThat(unclear.status()).isEqualTo(202);
        assertThat(unclear.text("state")).isEqualTo("UNCLEAR");
        assertThat(byOther.statusAndCode()).isEqualTo("409 payment_in_progress");
        suite.eventually(
                "the packet can be paid again",
                () -> client.pay(sender, packet, byCard).text("state").equals("PAID"));
        UserId opener = suite.newUser();
        suite.eventually("the packet is active", () -> client.open(opener, packet).ok());
        suite.eventually(
                "the top-up has failed",
                () ->
                        client.topUp(sender, "while-dead", 5_00, "6222-0002")
                                .statusAndCode()
                                .equals("402 payment_failed"));
        assertThat(client.changeFen(sender)).isZero();
    }

    @Test
    void a_dead_set_refuses_its_packets_only_and_new_ones_land_elsewhere() {
        UserId sender = suite.fundedUser(100_00);
        var packets = new ArrayList<Wrapped>();
        for (int i = 0; i < PACKETS_MAX && !isOnSet0AndAnother(packets); i++) {
            Wrapped packet = client.wrapped(sender, "k" + i, "LUCKY", 1_00, 1);
            client.pay(sender, packet);
            packets.add(packet);
        }
        assertThat(isOnSet0AndAnother(packets)).isTrue();
        suite.kill("set-000");

        for (Wrapped packet : packets) {
            if (packet.orderNumber().set().number() == 0) {
                Answer opened = client.askingUntilRefused().open(suite.newUser(), packet);
                assertThat(opened.statusAndCode()).isEqualTo("503 set_unavailable");
                assertThat(opened.header("Retry-After")).isPresent();
            } else {
                assertThat(client.open(suite.newUser(), packet).status()).isEqualTo(200);
            }
        }
        for (int i = 0; i < 8; i++) {
            assertThat(
                            client.wrapped(sender, "healed" + i, "LUCKY", 1_00, 1)
                                    .orderNumber()
                                    .set()
                                    .number())
                    .isNotZero();
        }
        suite.start("set-000");
    }

    private static boolean isOnSet0AndAnother(List<Wrapped> packets) {
        Set<Integer> sets = setsOf(packets);
        return sets.contains(0) && sets.size() > 1;
    }

    private static Set<Integer> setsOf(List<Wrapped> packets) {
        return packets.stream()
                .map(packet -> packet.orderNumber().set().number())
                .collect(Collectors.toSet());
    }

    private boolean changeIs(UserId user, long fen) {
        Answer wallet = client.get(user, "/v1/me/wallet/change");
        return wallet.ok() && wallet.number("changeFen") == fen;
    }
}
