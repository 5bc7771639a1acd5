package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.LIFETIME;
import static io.hongbao.pay.TestPayService.newPacket;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.testkit.cases.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayByBalanceTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = TestPayService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void money_is_conserved() {
        service.assertMoneyIsConserved();
    }

    @Test
    void a_payment_moves_the_total_into_escrow_and_tells_until_when_the_packet_lives() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 8_88);
        Instant paidAt = service.clock.instant();

        Answer answer = service.pay(ticket);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("packetId"))
                .isEqualTo(service.bean(PacketLinks.class).linkTo(ticket.packet()));
        assertThat(answer.text("state")).isEqualTo("PAID");
        assertThat(answer.text("method")).isEqualTo("CHANGE");
        assertThat(answer.text("expiresAt")).isEqualTo(paidAt.plus(LIFETIME).toString());
        assertThat(service.balance(li)).isEqualTo(1_12);
        assertThat(service.packets.told(ticket.packet())).isEqualTo(1);
    }

    @Test
    void many_payments_in_one_call_have_the_answers_of_as_many_calls() {
        UserId li = service.userWith(10_00);
        PayTicket first = service.payTicket(li, 6_00);
        PayTicket tooMuch = service.payTicket(li, 8_88);

        var answers = service.payMany(service.item(first, ""), service.item(first, ""));
        var refused = service.payMany(service.item(tooMuch, ",\"method\":\"CHANGE\""));

        assertThat(answers.valueStream().map(answer -> answer.get("status").asInt()))
                .containsExactly(200, 200);
        assertThat(answers.get(0).get("body").asString())
                .isEqualTo(answers.get(1).get("body").asString())
                .contains("\"state\":\"PAID\"");
        assertThat(refused.get(0).get("status").asInt()).isEqualTo(402);
        assertThat(refused.get(0).get("body").asString()).contains("insufficient_change");
        assertThat(service.balance(li)).isEqualTo(4_00);
    }

    @Test
    void a_payment_that_may_need_a_bank_is_not_paid_among_others() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 6_00);

        var answers =
                service.payMany(
                        service.item(ticket, ",\"card\":\"card-good\""),
                        service.item(ticket, ",\"method\":\"BANK\",\"card\":\"card-good\""),
                        service.item(ticket, ",\"method\":\"BANK\""));

        assertThat(answers.valueStream().map(answer -> answer.get("status").isNull()))
                .containsExactly(true, true, true);
        assertThat(service.balance(li)).isEqualTo(10_00);
        assertThat(service.packets.told(ticket.packet())).isZero();
    }

    @Test
    void a_payment_publishes_a_signed_event_to_the_partition_of_its_set() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 8_88);
        Instant paidAt = service.clock.instant();

        service.pay(ticket);

        Eventually.passes(
                "event published",
                SOON,
                () -> {
                    var event = service.events.of(ticket.packet().value()).getFirst();
                    assertThat(event.topic()).isEqualTo(Topics.PAYMENTS);
                    assertThat(event.partition())
                            .isEqualTo(Topics.partitionOf(ticket.packet().set()));
                    assertThat(event.value())
                            .isEqualTo(
                                    String.format(
                                            Locale.ROOT,
                                            """
                                            {"orderNumber":"%s","payerId":%s,"totalFen":888,\
                                            "wrapKey":"%s","method":"CHANGE","paidAt":"%s"}\
                                            """,
                                            ticket.packet(),
                                            li,
                                            ticket.wrapKey(),
                                            paidAt));
                    assertThat(event.type()).isEqualTo(PacketPaidV1.TYPE);
                    assertThat(event.groups()).isEqualTo(Topics.GROUP_ACTIVATIONS);
                    assertThat(
                                    service.bean(EventKeys.class)
                                            .of(EventStream.PAYMENTS)
                                            .verify(event.signed()))
                            .isTrue();
                });
        Eventually.isTrue(
                "outbox empty",
                SOON,
                () -> service.wallets.read("select id from outbox").isEmpty());
    }

    @Test
    void a_repeat_gets_the_first_answer_even_with_an_expired_ticket() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 8_88);
        Answer first = service.pay(ticket);

        service.clock.advance(Duration.ofDays(2));
        Answer repeat = service.pay(ticket);

        assertThat(repeat).usingRecursiveComparison().ignoringFields("headers").isEqualTo(first);
        assertThat(service.pay(ticket, "BANK", "card-good").body()).isEqualTo(first.body());
        assertThat(service.balance(li)).isEqualTo(1_12);
        // Whoever paid first may have stopped before it could tell: every repeat tells again.
        assertThat(service.packets.told(ticket.packet())).isEqualTo(3);
    }

    @Test
    void a_payment_at_the_last_instant_is_in_time_and_after_it_too_late() {
        UserId li = service.userWith(10_00);
        PayTicket inTime = service.payTicket(li, 1_00);
        PayTicket tooLate = service.payTicket(li, 1_00);

        service.clock.moveTo(inTime.payBy());
        assertThat(service.pay(inTime).word()).isEqualTo("PAID");

        service.clock.advance(Duration.ofMillis(1));
        Answer answer = service.pay(tooLate);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.word()).isEqualTo("payment_too_late");
        assertThat(service.balance(li)).isEqualTo(9_00);
    }

    @Test
    void change_that_does_not_cover_the_total_pays_nothing() {
        UserId li = service.userWith(8_87);

        Answer answer = service.pay(service.payTicket(li, 8_88));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.word()).isEqualTo("insufficient_change");
        assertThat(service.balance(li)).isEqualTo(8_87);
    }

    @Test
    void somebody_who_never_had_anything_has_insufficient_change() {
        UserId li = TestPayService.newUser();

        assertThat(service.pay(service.payTicket(li, 1)).word()).isEqualTo("insufficient_change");
    }

    @Test
    void of_two_packets_of_one_wrap_one_is_paid_and_the_other_names_it() {
        UserId li = service.userWith(10_00);
        OrderNumber first = newPacket();
        OrderNumber healed = newPacket();

        service.pay(service.payTicket(li, first, 1_00, "same"));
        Answer answer = service.pay(service.payTicket(li, healed, 1_00, "same"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.word()).isEqualTo("wrap_already_paid");
        assertThat(answer.text("packetId"))
                .isEqualTo(service.bean(PacketLinks.class).linkTo(first));
        assertThat(service.balance(li)).isEqualTo(9_00);
    }

    @Test
    void a_ticket_that_is_forged_or_of_another_packet_or_user_is_refused() {
        UserId li = service.userWith(10_00);
        UserId wang = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 1_00);
        String text = service.bean(PayTickets.class).sign(ticket);
        String body = "{\"payTicket\":\"%s\"}";

        for (Answer answer :
                List.of(
                        service.pay(
                                li, ticket.packet(), String.format(Locale.ROOT, body, text + "x")),
                        service.pay(
                                li,
                                ticket.packet(),
                                String.format(Locale.ROOT, body, "p1~nonsense")),
                        service.pay(
                                li,
                                ticket.packet(),
                                String.format(Locale.ROOT, body, text.replace("~100~", "~001~"))),
                        service.pay(wang, ticket.packet(), String.format(Locale.ROOT, body, text)),
                        service.pay(li, newPacket(), String.format(Locale.ROOT, body, text)))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.word()).isEqualTo("ticket_invalid");
        }
        assertThat(service.balance(li)).isEqualTo(10_00);
        assertThat(service.balance(wang)).isEqualTo(10_00);
    }

    /** What the service's clock lacks may be five seconds. */
    @Test
    void a_ticket_that_can_be_paid_for_longer_than_the_maximum_is_refused() {
        UserId li = service.userWith(10_00);
        PayTicket usual = service.payTicket(li, 1_00);
        var longest = withPayBy(usual, usual.payBy().plusSeconds(5));
        var longer = withPayBy(usual, usual.payBy().plusMillis(5_001));

        assertThat(service.pay(longer).word()).isEqualTo("ticket_invalid");
        assertThat(service.balance(li)).isEqualTo(10_00);
        assertThat(service.pay(longest).word()).isEqualTo("PAID");
    }

    private static PayTicket withPayBy(PayTicket ticket, Instant payBy) {
        return new PayTicket(
                ticket.packet(),
                ticket.payer(),
                ticket.total(),
                ticket.wrapKey(),
                payBy,
                ticket.lifetime());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    {}                                                      | payTicket
                    {"payTicket":7}                                         | payTicket
                    {"payTicket":"x","method":"CASH"}                       | method
                    {"payTicket":"x","method":"BANK","card":""}             | card
                    {"payTicket":"x","card":"two words"}                    | card
                    {"payTicket":"x","totalFen":1}                          | totalFen
                    [                                                       | body
                    """)
    void a_malformed_body_is_refused_by_its_field(String body, String field) {
        Answer answer = service.pay(TestPayService.newUser(), newPacket(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.word()).isEqualTo("invalid_request");
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @Test
    void a_call_without_a_ticket_for_it_is_unauthenticated() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.payTicket(li, 1_00);

        Answer answer =
                service.call(
                        "POST",
                        "/v1/packets/"
                                + service.bean(PacketLinks.class).linkTo(ticket.packet())
                                + "/payment",
                        Ticket.of(
                                Operation.VIEW_PAYMENT,
                                li,
                                ticket.packet(),
                                RequestDigest.NONE,
                                service.clock.instant()),
                        Map.of(),
                        "{}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.word()).isEqualTo("unauthenticated");
    }

    /** Each packet is paid for by several repeats at once, from the balance for half of them. */
    @Test
    void payments_at_once_never_spend_more_than_there_is() throws Exception {
        UserId li = service.userWith(10_00);
        var tickets = new ArrayList<PayTicket>();
        for (int i = 0; i < 20; i++) {
            tickets.add(service.payTicket(li, 1_00));
        }

        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                PayTicket ticket = tickets.get(i % tickets.size());
                answers.add(threads.submit(() -> service.pay(ticket)));
            }
        }

        int paid = 0;
        for (Future<Answer> answer : answers) {
            paid += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(service.balance(li)).isZero();
        assertThat(
                        service.wallets.sum(
                                "select count(*) from transfer where kind = 'PACKET_PAY'"
                                        + " and user_id = "
                                        + li))
                .isEqualTo(10);
        assertThat(paid).isBetween(10, 30);
    }
}
