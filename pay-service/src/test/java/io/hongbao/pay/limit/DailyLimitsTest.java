package io.hongbao.pay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TwoPayServices;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the service on the same wallets, with small limits. */
class DailyLimitsTest {

    private static final String[] LIMITS = {
        "hongbao.pay.limits.sent-fen-max=1000",
        "hongbao.pay.limits.sent-count-max=12",
        "hongbao.pay.limits.topped-up-fen-max=5000",
        "hongbao.pay.limits.topped-up-count-max=5"
    };
    private static final int AT_ONCE = 50;

    private static TwoPayServices both;
    private static TestPayService one;
    private static TestPayService two;

    @BeforeAll
    static void start() {
        both = TwoPayServices.start(LIMITS);
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

    private static Answer pay(UserId payer, long fen) {
        return one.pay(one.payTicket(payer, fen));
    }

    private static Answer payByCard(UserId payer, long fen, String card) {
        return one.pay(one.payTicket(payer, fen), "BANK", card);
    }

    private static Answer topUp(UserId user, String key, long fen) {
        return one.topUp(user, key, fen, "card-good");
    }

    private static void assertRefused(Answer answer, String limit) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.word()).isEqualTo("daily_limit");
        assertThat(answer.text("limit")).isEqualTo(limit);
    }

    @Test
    void a_user_sends_exactly_the_money_of_a_day_and_not_a_fen_more() {
        UserId li = one.userWith(20_00);
        PayTicket first = one.payTicket(li, 9_99);

        assertThat(one.pay(first).word()).isEqualTo("PAID");
        assertRefused(pay(li, 2), "sent_fen");
        assertThat(pay(li, 1).word()).isEqualTo("PAID");
        assertRefused(pay(li, 1), "sent_fen");
        assertThat(two.pay(first).word()).isEqualTo("PAID");
        assertThat(one.balance(li)).isEqualTo(10_00);
    }

    @Test
    void what_is_paid_to_see_a_moment_counts_as_what_is_sent() {
        UserId li = one.userWith(20_00);
        OrderNumber moment = TestPayService.newPacket();

        assertThat(one.pay(one.viewTicket(li, moment, 9_99)).word()).isEqualTo("PAID");
        assertRefused(pay(li, 2), "sent_fen");
        assertRefused(one.pay(one.viewTicket(li, TestPayService.newPacket(), 2)), "sent_fen");
        assertThat(pay(li, 1).word()).isEqualTo("PAID");
    }

    @Test
    void a_user_sends_exactly_the_number_of_a_day_and_not_one_more() {
        UserId li = one.userWith(20_00);

        for (int i = 0; i < 12; i++) {
            assertThat(pay(li, 1).word()).isEqualTo("PAID");
        }

        assertRefused(pay(li, 1), "sent_count");
        assertRefused(payByCard(li, 1, "card-good"), "sent_count");
        assertThat(one.balance(li)).isEqualTo(19_88);
    }

    @Test
    void a_refusal_tells_when_it_is_over_and_is_counted() {
        UserId li = one.userWith(20_00);
        Duration left = Duration.between(one.clock.instant(), both.midnight());

        Answer answer = pay(li, 10_01);

        assertRefused(answer, "sent_fen");
        assertThat(answer.text("until")).isEqualTo(both.midnight().toString());
        assertThat(answer.headers().firstValueAsLong("Retry-After"))
                .hasValue(left.plusMillis(999).toSeconds());
        assertThat(
                        one.bean(MeterRegistry.class)
                                .get("hongbao.limit.hits")
                                .tag("limit", "sent_fen")
                                .counter()
                                .count())
                .isPositive();
    }

    @Test
    void a_user_tops_up_exactly_the_money_of_a_day_and_not_a_fen_more() {
        UserId li = TestPayService.newUser();

        assertThat(topUp(li, "a", 49_99).word()).isEqualTo("PAID");
        assertRefused(topUp(li, "b", 2), "topped_up_fen");
        assertThat(topUp(li, "c", 1).word()).isEqualTo("PAID");
        assertRefused(topUp(li, "d", 1), "topped_up_fen");
        assertThat(topUp(li, "a", 49_99).word()).isEqualTo("PAID");
        assertThat(one.balance(li)).isEqualTo(50_00);
    }

    @Test
    void a_user_tops_up_exactly_the_number_of_a_day_and_not_one_more() {
        UserId li = TestPayService.newUser();

        for (int i = 0; i < 5; i++) {
            assertThat(topUp(li, "key-" + i, 1).word()).isEqualTo("PAID");
        }

        assertRefused(topUp(li, "one-more", 1), "topped_up_count");
    }

    @Test
    void payments_by_card_and_by_change_count_together() {
        UserId li = one.userWith(20_00);

        assertThat(payByCard(li, 9_00, "card-good").word()).isEqualTo("PAID");

        assertRefused(pay(li, 1_01), "sent_fen");
        assertThat(pay(li, 1_00).word()).isEqualTo("PAID");
    }

    @Test
    void what_a_bank_declines_does_not_count() {
        UserId li = one.userWith(20_00);

        assertThat(payByCard(li, 10_00, FakeBank.DECLINED_CARD).word())
                .isEqualTo("payment_declined");
        assertThat(one.topUp(li, "declined", 30_00, FakeBank.DECLINED_CARD).word())
                .isEqualTo("payment_declined");

        assertThat(pay(li, 10_00).word()).isEqualTo("PAID");
        assertThat(topUp(li, "good", 30_00).word()).isEqualTo("PAID");
        assertRefused(topUp(li, "more", 1), "topped_up_fen");
    }

    @Test
    void an_unclear_payment_counts_until_it_has_ended_without_money() {
        UserId li = one.userWith(20_00);
        one.bank.fault(Fault.CALL_LOST);
        assertThat(payByCard(li, 10_00, "card-good").word()).isEqualTo("UNCLEAR");
        assertRefused(pay(li, 1), "sent_fen");
        one.bank.fault(Fault.NONE);

        endDocuments();

        assertThat(pay(li, 10_00).word()).isEqualTo("PAID");
    }

    private static void endDocuments() {
        for (int i = 0; i < 3; i++) {
            one.clock.advance(TwoPayServices.LONG);
            one.retryDocuments();
        }
        assertThat(one.wallets.read("select number from card_document where decided_at is null"))
                .isEmpty();
    }

    @Test
    void a_day_begins_at_midnight_in_shanghai() {
        UserId li = one.userWith(30_00);
        Instant midnight = both.midnight();
        assertThat(midnight.toString()).endsWith("T16:00:00Z");

        one.clock.moveTo(midnight.minusMillis(1));
        assertThat(pay(li, 10_00).word()).isEqualTo("PAID");
        assertRefused(pay(li, 1), "sent_fen");
        one.clock.moveTo(midnight);

        assertThat(pay(li, 10_00).word()).isEqualTo("PAID");
        assertRefused(pay(li, 1), "sent_fen");
    }

    @Test
    void a_payment_of_yesterday_that_ends_without_money_makes_no_room_today() {
        UserId li = one.userWith(30_00);
        one.clock.moveTo(both.midnight().minusMillis(1));
        one.bank.fault(Fault.CALL_LOST);
        assertThat(payByCard(li, 10_00, "card-good").word()).isEqualTo("UNCLEAR");
        one.bank.fault(Fault.NONE);
        one.clock.advance(Duration.ofMillis(1));
        assertThat(pay(li, 10_00).word()).isEqualTo("PAID");

        endDocuments();

        assertRefused(pay(li, 1), "sent_fen");
    }

    @Test
    void fifty_payments_at_once_at_two_instances_send_exactly_the_limit() throws Exception {
        UserId li = one.userWith(50_00);

        Map<String, Integer> answers =
                both.atOnce(
                        AT_ONCE,
                        (service, i) ->
                                i % 5 == 0
                                        ? service.pay(
                                                service.payTicket(li, 1_00), "BANK", "card-good")
                                        : service.pay(service.payTicket(li, 1_00)));

        assertThat(answers).isEqualTo(Map.of("PAID", 10, "daily_limit", AT_ONCE - 10));
        assertThat(
                        one.wallets.sum(
                                "select coalesce(sum(amount_fen), 0) from transfer where kind = 'PACKET_PAY'"
                                        + " and user_id = "
                                        + li))
                .isEqualTo(10_00);
    }

    @Test
    void fifty_top_ups_at_once_at_two_instances_top_up_exactly_the_limit() throws Exception {
        UserId li = TestPayService.newUser();

        Map<String, Integer> answers =
                both.atOnce(
                        AT_ONCE, (service, i) -> service.topUp(li, "key-" + i, 1_00, "card-good"));

        assertThat(answers).isEqualTo(Map.of("PAID", 5, "daily_limit", AT_ONCE - 5));
        assertThat(one.balance(li)).isEqualTo(5_00);
    }
}
