package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.LIFETIME;
import static io.hongbao.pay.TestPayService.newPacket;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.testkit.cases.Eventually;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayByCardTest {

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
        service.retryDocuments();
        service.assertMoneyIsConserved();
    }

    @Test
    void a_card_pays_when_the_change_does_not_cover_the_total() {
        UserId li = service.userWith(1_00);
        PayTicket ticket = service.payTicket(li, 8_88);

        Answer answer = service.pay(ticket, null, "card-good");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("method")).isEqualTo("BANK");
        assertThat(answer.text("expiresAt"))
                .isEqualTo(service.clock.instant().plus(LIFETIME).toString());
        assertThat(service.balance(li)).isEqualTo(1_00);
        assertThat(service.packets.told(ticket.packet())).isEqualTo(1);
        Eventually.isTrue(
                "event published",
                Duration.ofMinutes(1),
                () -> service.events.of(ticket.packet().value()).size() == 1);
    }

    @Test
    void change_comes_first_unless_the_card_is_chosen() {
        UserId li = service.userWith(20_00);

        assertThat(service.pay(service.payTicket(li, 1_00), null, "card-good").text("method"))
                .isEqualTo("CHANGE");
        assertThat(service.pay(service.payTicket(li, 1_00), "BANK", "card-good").text("method"))
                .isEqualTo("BANK");
        assertThat(service.pay(service.payTicket(li, 1_00), "CHANGE", "card-good").text("method"))
                .isEqualTo("CHANGE");
        assertThat(service.balance(li)).isEqualTo(18_00);
    }

    @Test
    void a_declined_packet_can_be_paid_again_by_card_and_from_change() {
        UserId li = service.userWith(1_00);
        PayTicket byCard = service.payTicket(li, 8_88);
        PayTicket byBalance = service.payTicket(li, 1_00);

        Answer declined = service.pay(byCard, "BANK", FakeBank.DECLINED_CARD);
        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.word()).isEqualTo("payment_declined");
        assertThat(service.pay(byCard, "BANK", "card-good").word()).isEqualTo("PAID");

        service.pay(byBalance, "BANK", FakeBank.DECLINED_CARD);
        assertThat(service.pay(byBalance).text("method")).isEqualTo("CHANGE");
    }

    @Test
    void a_lost_answer_is_unclear_and_a_repeat_gets_it() {
        UserId li = newUser();
        PayTicket ticket = service.payTicket(li, 8_88);
        service.bank.fault(Fault.ANSWER_LOST);

        Answer first = service.pay(ticket, "BANK", "card-good");
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.word()).isEqualTo("UNCLEAR");
        assertThat(first.body().has("expiresAt")).isFalse();

        service.bank.fault(Fault.NONE);
        assertThat(service.pay(ticket, "BANK", "card-good").word()).isEqualTo("PAID");
        assertThat(service.pay(ticket, "BANK", "card-good").word()).isEqualTo("PAID");
    }

    @Test
    void while_the_bank_is_undecided_only_the_same_payment_may_be_repeated() {
        UserId li = service.userWith(20_00);
        OrderNumber healed = newPacket();
        PayTicket ticket = service.payTicket(li, newPacket(), 8_88, "undecided");
        service.bank.fault(Fault.CALL_LOST);
        service.pay(ticket, "BANK", "card-good");

        for (Answer other :
                new Answer[] {
                    service.pay(ticket, "CHANGE", null),
                    service.pay(ticket, "CHANGE", "card-good"),
                    service.pay(ticket, "BANK", "card-other"),
                    service.pay(
                            service.payTicket(li, healed, 8_88, "undecided"), "BANK", "card-good")
                }) {
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.word()).isEqualTo("payment_in_progress");
        }
        assertThat(service.pay(ticket, "BANK", "card-good").word()).isEqualTo("UNCLEAR");
        assertThat(service.pay(ticket, null, "card-good").word()).isEqualTo("UNCLEAR");
        assertThat(service.pay(ticket).word()).isEqualTo("UNCLEAR");
        assertThat(service.balance(li)).isEqualTo(20_00);
    }

    @Test
    void a_repeat_without_a_card_gets_what_the_bank_says_of_it() {
        UserId li = service.userWith(20_00);
        PayTicket ticket = service.payTicket(li, 8_88);
        service.bank.fault(Fault.ANSWER_LOST);
        service.pay(ticket, "BANK", "card-good");
        service.bank.fault(Fault.NONE);

        assertThat(service.pay(ticket).text("method")).isEqualTo("BANK");
        assertThat(service.balance(li)).isEqualTo(20_00);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111-1111-1111-1111", "000000000000"})
    void the_number_of_a_card_is_refused_before_anything_is_stored(String number) {
        PayTicket ticket = service.payTicket(newUser(), 8_88);
        int calls = service.bank.calls();

        Answer answer = service.pay(ticket, "BANK", number);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("card");
        assertThat(answer.body().toString()).doesNotContain(number);
        assertThat(service.bank.calls()).isEqualTo(calls);
        assertThat(service.wallets.read("select number from card_document"))
                .doesNotContain(ticket.packet().value());
    }

    @Test
    void digits_that_are_no_card_number_may_be_a_token() {
        PayTicket ticket = service.payTicket(newUser(), 8_88);

        assertThat(service.pay(ticket, "BANK", "4111111111111112").word()).isEqualTo("PAID");
    }

    @Test
    void a_document_that_has_ended_has_lost_its_token_and_keeps_a_hash_of_it() {
        PayTicket ticket = service.payTicket(newUser(), 8_88);
        service.pay(ticket, "BANK", "card-secret-1");

        String row =
                "select concat_ws('|', channel, card, card_hash) from card_document where number = '"
                        + ticket.packet().value()
                        + "'";
        assertThat(service.wallets.read(row).getFirst())
                .startsWith("bank-a|local.")
                .doesNotContain("card-secret-1");
    }

    @Test
    void a_decision_after_payBy_still_pays_and_the_packet_has_its_whole_lifetime() {
        UserId li = newUser();
        PayTicket ticket = service.payTicket(li, 8_88);
        service.bank.fault(Fault.ANSWER_LOST);
        service.pay(ticket, "BANK", "card-good");
        service.bank.fault(Fault.NONE);

        service.clock.advance(Duration.ofHours(23));
        Instant decidedAt = service.clock.instant();
        service.retryDocuments();

        assertThat(service.packets.told(ticket.packet())).isEqualTo(1);
        Answer repeat = service.pay(ticket, "BANK", "card-good");
        assertThat(repeat.word()).isEqualTo("PAID");
        assertThat(repeat.text("expiresAt")).isEqualTo(decidedAt.plus(LIFETIME).toString());
    }

    @Test
    void a_card_chosen_after_payBy_is_too_late_and_the_bank_is_not_asked() {
        PayTicket ticket = service.payTicket(newUser(), 8_88);
        service.clock.moveTo(ticket.payBy().plusMillis(1));
        int calls = service.bank.calls();

        assertThat(service.pay(ticket, "BANK", "card-good").word()).isEqualTo("payment_too_late");
        assertThat(service.bank.calls()).isEqualTo(calls);
    }

    @Test
    void a_wrap_that_a_card_paid_is_paid() {
        UserId li = service.userWith(20_00);
        service.pay(service.payTicket(li, newPacket(), 1_00, "by-card"), "BANK", "card-good");

        Answer other = service.pay(service.payTicket(li, newPacket(), 1_00, "by-card"));

        assertThat(other.word()).isEqualTo("wrap_already_paid");
    }
}
