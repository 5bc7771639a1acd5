package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.newPacket;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the viewer of a moment is asked for is paid as a packet is, at the moment's path. */
class PayMomentTest {

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
        service.bank.fault(Fault.NONE);
        service.assertMoneyIsConserved();
    }

    @Test
    void change_pays_and_the_answer_names_the_moment_and_no_packet() {
        UserId li = service.userWith(10_00);
        OrderNumber moment = newPacket();
        PayTicket ticket = service.viewTicket(li, moment, 1_77);

        Answer answer = service.pay(ticket);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("momentId"))
                .isEqualTo(service.bean(PacketLinks.class).linkTo(moment));
        assertThat(answer.word()).isEqualTo("PAID");
        assertThat(answer.text("method")).isEqualTo("CHANGE");
        assertThat(answer.body().has("packetId")).isFalse();
        assertThat(answer.body().has("expiresAt")).isFalse();
        assertThat(service.balance(li)).isEqualTo(8_23);
        assertThat(service.packets.told(ticket.packet())).isEqualTo(1);
    }

    @Test
    void a_repeat_gets_the_first_answer_also_after_payBy_and_pays_nothing() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.viewTicket(li, newPacket(), 1_77);
        Answer first = service.pay(ticket);
        service.clock.advance(Duration.ofHours(1));

        Answer repeat = service.pay(ticket);

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(service.balance(li)).isEqualTo(8_23);
    }

    @Test
    void many_in_one_call_have_the_answers_of_as_many_calls() {
        UserId li = service.userWith(10_00);
        PayTicket ticket = service.viewTicket(li, newPacket(), 6_00);

        var answers =
                service.payMany(
                        CombinedCalls.MOMENT_PAYMENTS_PATH,
                        service.item(ticket, ""),
                        service.item(ticket, ""),
                        service.item(ticket, ",\"method\":\"BANK\""));

        assertThat(answers.get(0).get("body").asString())
                .isEqualTo(answers.get(1).get("body").asString())
                .contains("momentId", "\"state\":\"PAID\"");
        assertThat(answers.get(2).get("status").isNull()).isTrue();
        assertThat(service.balance(li)).isEqualTo(4_00);
    }

    @Test
    void a_pay_ticket_is_taken_only_where_it_is_presented_to_what_it_is_for() {
        UserId li = service.userWith(10_00);
        OrderNumber moment = newPacket();
        PayTicket view = service.viewTicket(li, moment, 1_00);
        PayTicket packet = service.payTicket(li, 1_00);

        for (Answer answer :
                new Answer[] {
                    service.payMoment(li, newPacket(), body(view)),
                    service.payMoment(newUser(), moment, body(view)),
                    service.payMoment(li, view.packet(), body(view)),
                    service.pay(li, view.packet(), body(view)),
                    service.pay(li, moment, body(view)),
                    service.payMoment(li, packet.packet(), body(packet))
                }) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.word()).isEqualTo("ticket_invalid");
        }
        assertThat(service.balance(li)).isEqualTo(10_00);
    }

    @Test
    void of_two_orders_of_one_viewer_and_moment_one_is_paid() {
        UserId li = service.userWith(10_00);
        OrderNumber moment = newPacket();
        PayTicket first = service.viewTicket(li, moment, 1_00);
        PayTicket second = service.viewTicket(li, moment, 1_00);
        service.pay(first);

        Answer answer = service.pay(second);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.word()).isEqualTo("wrap_already_paid");
        assertThat(answer.body().has("packetId")).isFalse();
        assertThat(service.pay(first).status()).isEqualTo(200);
        assertThat(service.balance(li)).isEqualTo(9_00);
    }

    @Test
    void a_moment_that_another_viewer_paid_for_or_another_moment_is_paid_for_itself() {
        UserId li = service.userWith(10_00);
        UserId wang = service.userWith(10_00);
        OrderNumber moment = newPacket();

        assertThat(service.pay(service.viewTicket(li, moment, 1_00)).word()).isEqualTo("PAID");
        assertThat(service.pay(service.viewTicket(wang, moment, 2_00)).word()).isEqualTo("PAID");
        assertThat(service.pay(service.viewTicket(li, newPacket(), 3_00)).word()).isEqualTo("PAID");
        assertThat(service.balance(li)).isEqualTo(6_00);
    }

    @Test
    void a_closed_order_is_too_late_and_the_next_one_of_the_moment_is_paid() {
        UserId li = service.userWith(10_00);
        OrderNumber moment = newPacket();
        PayTicket closed = service.viewTicket(li, moment, 1_00);
        service.clock.advance(Duration.ofMinutes(16));
        PayTicket next = service.viewTicket(li, moment, 1_00);

        Answer late = service.pay(closed);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.word()).isEqualTo("payment_too_late");
        assertThat(service.pay(next).word()).isEqualTo("PAID");
        assertThat(service.pay(closed).word()).isEqualTo("wrap_already_paid");
        assertThat(service.balance(li)).isEqualTo(9_00);
    }

    @Test
    void while_one_order_is_unclear_no_other_of_the_moment_is_paid_also_once_it_is_closed() {
        UserId li = service.userWith(10_00);
        OrderNumber moment = newPacket();
        PayTicket unclear = service.viewTicket(li, moment, 1_00);
        service.bank.fault(Fault.ANSWER_LOST);
        Answer first = service.pay(unclear, "BANK", "card-good");
        service.clock.advance(Duration.ofMinutes(16));
        PayTicket next = service.viewTicket(li, moment, 1_00);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.word()).isEqualTo("UNCLEAR");
        assertThat(first.body().has("momentId")).isTrue();
        Answer meanwhile = service.pay(next);
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.word()).isEqualTo("payment_in_progress");
        service.bank.fault(Fault.NONE);
        assertThat(service.pay(unclear, "BANK", "card-good").word()).isEqualTo("PAID");
        assertThat(service.pay(next).word()).isEqualTo("wrap_already_paid");
        assertThat(service.balance(li)).isEqualTo(10_00);
        assertThat(service.packets.told(next.packet())).isZero();
    }

    @Test
    void a_declined_card_moves_nothing_and_change_or_another_card_may_pay() {
        UserId li = service.userWith(1_00);
        PayTicket dear = service.viewTicket(li, newPacket(), 8_88);

        assertThat(service.pay(dear, "CHANGE", null).word()).isEqualTo("insufficient_change");
        assertThat(service.pay(dear, "BANK", FakeBank.DECLINED_CARD).word())
                .isEqualTo("payment_declined");
        Answer byCard = service.pay(dear, null, "card-good");

        assertThat(byCard.word()).isEqualTo("PAID");
        assertThat(byCard.text("method")).isEqualTo("BANK");
        assertThat(service.balance(li)).isEqualTo(1_00);
    }

    private static String body(PayTicket ticket) {
        return "{\"payTicket\":\"" + service.bean(PayTickets.class).sign(ticket) + "\"}";
    }
}
