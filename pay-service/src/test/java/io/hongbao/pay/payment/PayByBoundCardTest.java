package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PayByBoundCardTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service =
                TestPayService.start(
                        TestWallets.watched(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank());
        service.waitUntilReady();
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

    private static UserId withCards(long fen, String... cards) {
        UserId user = fen == 0 ? newUser() : service.userWith(fen);
        for (String card : cards) {
            assertThat(service.bind(user, card).status()).isEqualTo(200);
            service.clock.advance(Duration.ofMillis(1));
        }
        return user;
    }

    /** The label of the card that was asked to pay; a hyphen where it has none. */
    private static List<String> labels(PayTicket ticket) {
        return service.wallets.read(
                "select coalesce(card_label, '-') from card_document where order_no = '"
                        + ticket.packet()
                        + "' order by number");
    }

    @Test
    void the_latest_bound_card_pays_when_change_does_not_cover_the_total() {
        UserId li = withCards(1_00, "card-0001", "card-0002");
        PayTicket ticket = service.payTicket(li, 8_88);

        Answer answer = service.pay(ticket);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("method")).isEqualTo("BANK");
        assertThat(labels(ticket)).containsExactly("尾号 0002");
        assertThat(service.pay(ticket).body()).isEqualTo(answer.body());
        assertThat(service.pay(ticket, "BANK", null).body()).isEqualTo(answer.body());
        assertThat(service.balance(li)).isEqualTo(1_00);
    }

    @Test
    void change_that_covers_the_total_pays_and_no_bound_card_is_looked_for() {
        UserId li = withCards(20_00, "card-0001");
        PayTicket ticket = service.payTicket(li, 8_88);
        StatementRecorder.forget();

        assertThat(service.pay(ticket).text("method")).isEqualTo("CHANGE");

        assertThat(StatementRecorder.seen())
                .isNotEmpty()
                .noneMatch(sql -> sql.contains("bound_card"));
        assertThat(labels(ticket)).isEmpty();
    }

    @Test
    void an_explicit_choice_wins() {
        UserId li = withCards(20_00, "card-0001", "card-0002");
        PayTicket byBoundCard = service.payTicket(li, 8_88);
        PayTicket byNamedCard = service.payTicket(li, 8_88);
        PayTicket byOtherCard = service.payTicket(li, 8_88);
        PayTicket byChange = service.payTicket(li, 30_00);

        assertThat(service.pay(byBoundCard, "BANK", null).text("method")).isEqualTo("BANK");
        assertThat(service.pay(byNamedCard, "BANK", "card-0001").text("method")).isEqualTo("BANK");
        assertThat(service.pay(byOtherCard, "BANK", "card-0003").text("method")).isEqualTo("BANK");
        assertThat(service.pay(byChange, "CHANGE", null).word()).isEqualTo("insufficient_change");

        assertThat(labels(byBoundCard)).containsExactly("尾号 0002");
        assertThat(labels(byNamedCard)).containsExactly("尾号 0001");
        assertThat(labels(byOtherCard)).containsExactly("-");
        assertThat(labels(byChange)).isEmpty();
        assertThat(service.balance(li)).isEqualTo(20_00);
    }

    @Test
    void without_change_and_card_a_packet_stays_payable() {
        UserId li = newUser();
        PayTicket ticket = service.payTicket(li, 8_88);

        Answer refused = service.pay(ticket);

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.word()).isEqualTo("insufficient_change");
        service.bind(li, "card-0001");
        assertThat(service.pay(ticket).word()).isEqualTo("PAID");
    }

    @Test
    void a_bank_without_a_card_is_refused_by_the_field_that_is_missing() {
        UserId li = service.userWith(20_00);
        PayTicket ticket = service.payTicket(li, 8_88);

        Answer refused = service.pay(ticket, "BANK", null);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("card");
        assertThat(service.pay(ticket).text("method")).isEqualTo("CHANGE");
    }

    @Test
    void a_repeat_goes_on_with_the_card_that_was_asked_whatever_is_bound_meanwhile() {
        UserId li = withCards(0, "card-0001");
        PayTicket ticket = service.payTicket(li, 8_88);
        service.bank.fault(Fault.ANSWER_LOST);
        assertThat(service.pay(ticket).word()).isEqualTo("UNCLEAR");
        service.bank.fault(Fault.NONE);
        service.unbind(li, "card-0001");
        service.bind(li, "card-0002");

        assertThat(service.pay(ticket, "BANK", null).word()).isEqualTo("PAID");
        assertThat(service.pay(ticket).word()).isEqualTo("PAID");

        assertThat(labels(ticket)).containsExactly("尾号 0001");
        assertThat(service.bank.debits()).isPositive();
    }

    @Test
    void a_declined_bound_card_leaves_the_packet_payable_by_another() {
        UserId li = withCards(0, "card-0001", FakeBank.DECLINED_CARD);
        PayTicket ticket = service.payTicket(li, 8_88);

        assertThat(service.pay(ticket).word()).isEqualTo("payment_declined");
        service.unbind(li, FakeBank.DECLINED_CARD);

        assertThat(service.pay(ticket).word()).isEqualTo("PAID");
        assertThat(labels(ticket)).containsExactly("尾号 ined", "尾号 0001");
    }

    @Test
    void among_others_change_pays_and_what_needs_a_bound_card_is_left_to_be_made_alone() {
        UserId li = withCards(10_00, "card-0001");
        PayTicket covered = service.payTicket(li, 6_00);
        PayTicket notCovered = service.payTicket(li, 18_88);

        var answers = service.payMany(service.item(covered, ""), service.item(notCovered, ""));

        assertThat(answers.get(0).get("status").asInt()).isEqualTo(200);
        assertThat(answers.get(1).get("status").isNull()).isTrue();
        assertThat(labels(notCovered)).isEmpty();
        assertThat(service.pay(notCovered).text("method")).isEqualTo("BANK");
    }

    @Test
    void among_others_a_payer_without_change_and_card_is_refused_at_once() {
        UserId li = service.userWith(1_00);

        var answers = service.payMany(service.item(service.payTicket(li, 8_88), ""));

        assertThat(answers.get(0).get("status").asInt()).isEqualTo(402);
    }
}
