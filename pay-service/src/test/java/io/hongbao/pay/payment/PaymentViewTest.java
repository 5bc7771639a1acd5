package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.newPacket;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentViewTest {

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
        service.clock.advance(Duration.ofMinutes(5));
        service.retryDocuments();
        service.assertMoneyIsConserved();
    }

    private static PayTicket wrapped(UserId sender, long fen, String state) {
        PayTicket ticket = service.payTicket(sender, fen);
        service.packets.has(
                new PacketSummary(
                        ticket.packet().value(), sender.value(), fen, 0, 0, state, ticket.payBy()));
        return ticket;
    }

    @Test
    void change_is_the_default_when_it_covers_the_total() {
        UserId li = service.userWith(8_88);
        PayTicket covered = wrapped(li, 8_88, "UNPAID");
        PayTicket notCovered = wrapped(li, 8_89, "UNPAID");

        assertThat(service.viewPayment(li, covered.packet()).body().toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                """
                                {"packetId":"%s","state":"UNPAID","defaultMethod":"CHANGE",\
                                "changeFen":888,"cards":[],"proofRequired":false}\
                                """,
                                service.bean(PacketLinks.class).linkTo(covered.packet())));
        assertThat(service.viewPayment(li, notCovered.packet()).text("defaultMethod"))
                .isEqualTo("BANK");
    }

    @Test
    void bound_cards_are_told_and_the_latest_is_the_default_when_change_does_not_pay() {
        UserId li = service.userWith(8_88);
        service.bind(li, "card-0001");
        service.clock.advance(Duration.ofMillis(1));
        service.bind(li, "card-0002");
        PayTicket covered = wrapped(li, 8_88, "UNPAID");
        PayTicket notCovered = wrapped(li, 8_89, "UNPAID");

        Answer byChange = service.viewPayment(li, covered.packet());
        Answer byCard = service.viewPayment(li, notCovered.packet());

        assertThat(byCard.body().path("cards").toString())
                .isEqualTo(
                        """
                        [{"card":"card-0002","label":"尾号 0002","bank":"bank-a"},\
                        {"card":"card-0001","label":"尾号 0001","bank":"bank-a"}]\
                        """);
        assertThat(byChange.body().path("cards")).isEqualTo(byCard.body().path("cards"));
        assertThat(byCard.text("defaultCard")).isEqualTo("card-0002");
        assertThat(byChange.body().has("defaultCard")).isFalse();
    }

    @Test
    void a_payment_is_seen_before_the_packet_hears_of_it() {
        UserId li = service.userWith(8_88);
        PayTicket ticket = wrapped(li, 8_88, "CLOSED");
        service.pay(ticket);

        assertThat(service.viewPayment(li, ticket.packet()).word()).isEqualTo("PAID");
    }

    @Test
    void an_undecided_card_payment_is_unclear() {
        UserId li = newUser();
        PayTicket ticket = wrapped(li, 8_88, "UNPAID");
        service.bank.fault(Fault.CALL_LOST);
        service.pay(ticket, "BANK", "card-good");

        assertThat(service.viewPayment(li, ticket.packet()).word()).isEqualTo("UNCLEAR");
    }

    @ParameterizedTest
    @CsvSource({
        "UNPAID, 0, UNPAID",
        "UNPAID, 1, CLOSED",
        "CLOSED, 0, CLOSED",
        "ACTIVE, 1, PAID",
        "FINISHED, 1, PAID",
        "REFUNDED, 1, PAID"
    })
    void without_money_the_packet_says_what_is_to_be_paid(
            String stored, int millisAfterPayBy, String state) {
        UserId li = newUser();
        PayTicket ticket = wrapped(li, 8_88, stored);
        service.clock.moveTo(ticket.payBy().plusMillis(millisAfterPayBy));

        assertThat(service.viewPayment(li, ticket.packet()).word()).isEqualTo(state);
    }

    @Test
    void only_the_sender_may_ask() {
        PayTicket ticket = wrapped(newUser(), 8_88, "UNPAID");

        Answer answer = service.viewPayment(newUser(), ticket.packet());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.word()).isEqualTo("not_the_sender");
    }

    @Test
    void a_packet_that_is_none_is_not_found() {
        Answer answer = service.viewPayment(newUser(), newPacket());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.word()).isEqualTo("packet_not_found");
    }

    @Test
    void a_packet_whose_set_is_out_is_unavailable() {
        PayTicket ticket = wrapped(newUser(), 8_88, "UNPAID");
        service.packets.isUnavailable(ticket.packet());

        Answer answer = service.viewPayment(ticket.payer(), ticket.packet());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.word()).isEqualTo("set_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
