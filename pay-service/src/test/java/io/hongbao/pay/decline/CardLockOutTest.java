package io.hongbao.pay.decline;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TwoPayServices;
import io.hongbao.pay.card.AskBank;
import io.hongbao.pay.card.CardOutcome.Declined;
import io.hongbao.pay.shard.WalletShards;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has a card of its own that the bank declines. */
class CardLockOutTest {

    private static final int DECLINES_MAX = 3;

    private static TwoPayServices both;
    private static TestPayService one;
    private static TestPayService two;

    @BeforeAll
    static void start() {
        both = TwoPayServices.start("hongbao.pay.limits.card.declines-max=" + DECLINES_MAX);
        one = both.one;
        two = both.two;
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @AfterEach
    void money_is_conserved() {
        both.assertMoneyIsConserved();
    }

    private static String card(String test) {
        return test + "-" + FakeBank.DECLINED_CARD;
    }

    private static Answer pay(TestPayService service, UserId payer, String card) {
        return service.pay(service.payTicket(payer, 8_88), "BANK", card);
    }

    private static List<String> payBy(TestPayService service, int users, String card) {
        return IntStream.range(0, users)
                .mapToObj(_ -> pay(service, newUser(), card).word())
                .toList();
    }

    @Test
    void a_card_that_was_declined_to_others_is_refused_before_its_bank_is_asked() {
        String card = card("others");
        assertThat(payBy(one, DECLINES_MAX - 1, card)).containsOnly("payment_declined");
        assertThat(one.topUp(newUser(), "a", 5_00, card).word()).isEqualTo("payment_declined");
        int calls = one.bank.calls();

        Answer payment = pay(one, newUser(), card);
        Answer topUp = one.topUp(newUser(), "a", 5_00, card);
        Answer binding = one.bind(newUser(), card);

        assertThat(List.of(payment.word(), topUp.word(), binding.word()))
                .containsOnly("too_many_declines");
        assertThat(payment.status()).isEqualTo(429);
        assertThat(payment.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3_600L);
        assertThat(one.bank.calls()).isEqualTo(calls);
    }

    @Test
    void change_and_other_cards_pay_while_a_card_is_locked_out() {
        String card = card("change");
        payBy(one, DECLINES_MAX, card);
        UserId li = one.userWith(8_88);

        assertThat(one.pay(one.payTicket(li, 8_88), null, card).word()).isEqualTo("PAID");
        assertThat(pay(one, li, "card-other").word()).isEqualTo("PAID");
    }

    @Test
    void a_decline_that_is_heard_of_again_and_again_counts_once() {
        String card = card("repeat");
        one.bank.fault(Fault.ANSWER_LOST);
        payBy(one, 1, card);
        one.bank.fault(Fault.NONE);
        one.clock.advance(Duration.ofMinutes(1));
        CardDocument unclear = due().getFirst();

        for (int i = 0; i < 5; i++) {
            assertThat(one.bean(AskBank.class).repeat(unclear)).isInstanceOf(Declined.class);
        }

        assertThat(payBy(one, DECLINES_MAX, card))
                .containsExactly("payment_declined", "payment_declined", "too_many_declines");
    }

    private static List<CardDocument> due() {
        return one.bean(WalletShards.class).all().stream()
                .findFirst()
                .orElseThrow()
                .read(session -> new LedgerReads().dueDocuments(session, one.clock.instant(), 10));
    }

    @Test
    void a_decline_that_is_learned_of_later_counts() {
        String card = card("later");
        one.bank.fault(Fault.ANSWER_LOST);
        assertThat(payBy(one, DECLINES_MAX, card)).containsOnly("UNCLEAR");
        one.bank.fault(Fault.NONE);
        one.clock.advance(Duration.ofMinutes(1));

        one.retryDocuments();

        assertThat(pay(one, newUser(), card).word()).isEqualTo("too_many_declines");
    }

    @Test
    void of_two_instances_a_card_gets_twice_the_declines_of_one() {
        String card = card("two");

        assertThat(payBy(one, DECLINES_MAX, card)).containsOnly("payment_declined");
        assertThat(payBy(two, DECLINES_MAX, card)).containsOnly("payment_declined");

        assertThat(payBy(one, 1, card)).containsExactly("too_many_declines");
        assertThat(payBy(two, 1, card)).containsExactly("too_many_declines");
    }
}
