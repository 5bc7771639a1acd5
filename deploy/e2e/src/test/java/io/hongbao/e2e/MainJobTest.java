package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.e2e.Client.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the suite is for, from the top-up to the last credit. */
@ExtendWith(RunningSuites.class)
class MainJobTest {

    private final RunningSuite suite;
    private final Client client;

    MainJobTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @AfterEach
    void the_five_invariants_hold() {
        suite.requireClean();
    }

    @Test
    void a_lucky_packet_is_wrapped_paid_grabbed_opened_and_credited() {
        UserId sender = suite.fundedUser(100_00);
        List<UserId> openers = suite.newUsers(5);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 88_88, 5);
        assertThat(client.grab(openers.getFirst(), packet).statusAndCode())
                .isEqualTo("409 packet_not_paid");

        assertThat(payment(sender, packet).text("state")).isEqualTo("UNPAID");
        assertThat(payment(sender, packet).text("defaultMethod")).isEqualTo("CHANGE");

        Answer paid = client.pay(sender, packet);

        assertThat(paid.text("state")).isEqualTo("PAID");
        assertThat(paid.text("method")).isEqualTo("CHANGE");
        assertThat(payment(sender, packet).text("state")).isEqualTo("PAID");
        assertThat(client.changeFen(sender)).isEqualTo(100_00 - 88_88);
        assertThat(client.grab(openers.getFirst(), packet).text("state")).isEqualTo("OPENABLE");
        long sumFen = 0;
        for (UserId opener : openers) {
            Answer opened = client.open(opener, packet);
            assertThat(opened.status()).isEqualTo(200);
            assertThat(client.open(opener, packet).body()).isEqualTo(opened.body());
            sumFen += opened.number("amountFen");
        }
        assertThat(sumFen).isEqualTo(88_88);
        UserId late = suite.newUser();
        assertThat(client.open(late, packet).statusAndCode()).isEqualTo("409 packet_finished");
        assertThat(client.grab(late, packet).text("state")).isEqualTo("FINISHED");
        assertThat(client.grab(openers.getFirst(), packet).text("state")).isEqualTo("OPENED");
        eachOpenerGetsTheAmount(packet, openers);
        theAmountsAreThoseOfTheSeed(packet, late);
    }

    private void eachOpenerGetsTheAmount(Wrapped packet, List<UserId> openers) {
        for (UserId opener : openers) {
            long amountFen = client.open(opener, packet).number("amountFen");
            suite.eventually("the amount is credited", () -> client.changeFen(opener) == amountFen);
            suite.eventually(
                    "the share is recorded", () -> recordsOf(opener, "received").size() == 1);
            JsonNode received = recordsOf(opener, "received").get(0);
            assertThat(received.path("packetId").asString()).isEqualTo(packet.packetId());
            assertThat(received.path("amountFen").asLong()).isEqualTo(amountFen);
        }
    }

    private void theAmountsAreThoseOfTheSeed(Wrapped packet, UserId reader) {
        Answer details = client.details(reader, packet);
        PacketSeed seed = PacketSeed.ofHex(details.text("seed"));
        assertThat(seed.commitment()).isEqualTo(details.text("commitment"));
        var told = new ArrayList<Long>();
        long largest = 0;
        String luckiest = "";
        for (JsonNode open : details.body().path("opens")) {
            long amountFen = open.path("amountFen").asLong();
            told.add(amountFen);
            if (amountFen > largest) {
                largest = amountFen;
                luckiest = open.path("userId").asString();
            }
        }
        assertThat(told)
                .containsExactlyElementsOf(
                        ShareAmounts.of(PacketKind.LUCKY, new Money(88_88), 5, seed).stream()
                                .map(Money::fen)
                                .toList());
        assertThat(details.text("luckiestUserId")).isEqualTo(luckiest);
        assertThat(details.text("state")).isEqualTo("FINISHED");
    }

    @Test
    void an_equal_packet_paid_by_card_gives_each_the_same() {
        UserId sender = suite.newUser();
        Wrapped packet = client.wrapped(sender, "k", "EQUAL", 30_00, 3);

        Answer paid =
                client.pay(
                        sender,
                        packet,
                        Map.of(
                                "payTicket",
                                packet.payTicket(),
                                "method",
                                "BANK",
                                "card",
                                "6222-0001"));

        assertThat(paid.text("method")).isEqualTo("BANK");
        for (UserId opener : suite.newUsers(3)) {
            assertThat(client.open(opener, packet).number("amountFen")).isEqualTo(10_00);
            suite.eventually("the share is credited", () -> client.changeFen(opener) == 10_00);
        }
        assertThat(client.changeFen(sender)).isZero();
        suite.eventually("the packet is recorded", () -> recordsOf(sender, "sent").size() == 1);
    }

    @Test
    void an_exclusive_packet_is_for_its_recipients_alone() {
        UserId sender = suite.fundedUser(20_00);
        // Beyond what a JavaScript number holds exactly.
        var large = new UserId(1742391298237645313L);
        List<UserId> recipients = List.of(suite.newUser(), large);
        var stranger = new UserId(large.value() - 1);
        Answer answer =
                client.wrap(
                        sender,
                        "k",
                        Map.of(
                                "kind",
                                "EXCLUSIVE",
                                "totalFen",
                                10_00,
                                "shares",
                                2,
                                "greeting",
                                "给你们",
                                "recipients",
                                recipients.stream().map(UserId::toString).toList()));
        var packet = Wrapped.of(answer, 10_00);
        client.pay(sender, packet);

        assertThat(client.open(recipients.getFirst(), packet).number("amountFen")).isEqualTo(5_00);
        assertThat(client.open(stranger, packet).statusAndCode()).isEqualTo("403 not_a_recipient");
        assertThat(client.grab(stranger, packet).statusAndCode()).isEqualTo("403 not_a_recipient");
        assertThat(client.details(stranger, packet).statusAndCode())
                .isEqualTo("403 not_a_recipient");
        assertThat(client.details(sender, packet).status()).isEqualTo(200);
        assertThat(client.open(large, packet).number("amountFen")).isEqualTo(5_00);
        assertThat(client.details(large, packet).body().at("/opens/1/userId").stringValue())
                .isEqualTo("1742391298237645313");
        assertThat(client.open(stranger, packet).statusAndCode()).isEqualTo("403 not_a_recipient");
    }

    @Test
    void a_repeat_of_every_call_gets_the_first_answer() {
        UserId sender = suite.newUser();

        Answer toppedUp = client.topUp(sender, "t", 50_00, "6222-0001");
        Answer toppedUpAgain = client.topUp(sender, "t", 50_00, "6222-0001");
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 20_00, 4);
        Wrapped again = client.wrapped(sender, "\"k\"", "LUCKY", 20_00, 4);
        Answer paid = client.pay(sender, packet);
        Answer paidAgain = client.pay(sender, again);

        assertThat(toppedUp.status()).isEqualTo(200);
        assertThat(toppedUpAgain.text("state")).isEqualTo(toppedUp.text("state"));
        assertThat(again.packetId()).isEqualTo(packet.packetId());
        assertThat(paidAgain.body()).isEqualTo(paid.body());
        assertThat(client.changeFen(sender)).isEqualTo(30_00);
    }

    @Test
    void lists_come_in_pages_newest_first() {
        UserId sender = suite.fundedUser(10_00);
        var packets = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            Wrapped packet = client.wrapped(sender, "k" + i, "LUCKY", 1_00, 1);
            client.pay(sender, packet);
            packets.addFirst(packet.packetId());
        }
        suite.eventually("all packets are recorded", () -> recordsOf(sender, "sent").size() == 5);

        var paged = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = client.get(sender, "/v1/me/packets?direction=sent&limit=2" + cursor);
            page.body().path("items").forEach(item -> paged.add(item.path("packetId").asString()));
            String next = page.text("nextCursor");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty() && paged.size() < 10);

        assertThat(paged).isEqualTo(packets);
    }

    private Answer payment(UserId sender, Wrapped packet) {
        return client.get(sender, "/v1/packets/" + packet.packetId() + "/payment");
    }

    private JsonNode recordsOf(UserId user, String direction) {
        return client.get(user, "/v1/me/packets?direction=" + direction).body().path("items");
    }
}
