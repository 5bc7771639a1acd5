package io.hongbao.pay.limit;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TwoPayServices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the service, with few declines and new cards a day. */
class CardLimitsTest {

    private static final int DECLINES_MAX = 3;
    private static final int NEW_CARDS_MAX = 4;
    private static final int AT_ONCE = 50;

    private static TwoPayServices both;
    private static TestPayService one;
    private static TestPayService two;

    @BeforeAll
    static void start() {
        both =
                TwoPayServices.start(
                        "hongbao.pay.limits.declines-max=" + DECLINES_MAX,
                        "hongbao.pay.limits.new-cards-max=" + NEW_CARDS_MAX);
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

    private static Answer pay(TestPayService service, UserId payer, String card) {
        return service.pay(service.payTicket(payer, 1_00), "BANK", card);
    }

    private static void decline(UserId user, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(pay(i % 2 == 0 ? one : two, user, FakeBank.DECLINED_CARD).word())
                    .isEqualTo("payment_declined");
        }
    }

    private static void bind(UserId user, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat((i % 2 == 0 ? one : two).bind(user, "card-" + i).status()).isEqualTo(200);
        }
    }

    private static void assertRefused(Answer answer, String code, String limit) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.word()).isEqualTo(code);
        assertThat(answer.text("limit")).isEqualTo(limit);
        assertThat(answer.text("until")).isEqualTo(both.midnight().toString());
        Duration left = Duration.between(one.clock.instant(), both.midnight());
        assertThat(answer.headers().firstValueAsLong("Retry-After"))
                .hasValue(left.plusMillis(999).toSeconds());
    }

    private static void assertTooManyDeclines(Answer answer) {
        assertRefused(answer, "too_many_declines", "declines");
    }

    @Test
    void who_was_declined_too_often_is_refused_before_a_bank_is_asked() {
        UserId li = newUser();
        decline(li, DECLINES_MAX - 1);
        assertThat(one.topUp(li, "a", 1_00, FakeBank.DECLINED_CARD).word())
                .isEqualTo("payment_declined");
        int calls = one.bank.calls();

        assertTooManyDeclines(pay(one, li, "card-good"));
        assertTooManyDeclines(two.topUp(li, "b", 1_00, "card-good"));
        assertTooManyDeclines(one.bind(li, "card-new"));
        assertThat(two.topUp(li, "a", 1_00, FakeBank.DECLINED_CARD).word())
                .isEqualTo("payment_declined");

        assertThat(one.bank.calls()).isEqualTo(calls);
    }

    @Test
    void change_pays_for_who_was_declined_too_often_and_others_have_cards() {
        UserId li = one.userWith(1_00);
        decline(li, DECLINES_MAX);

        assertThat(one.pay(one.payTicket(li, 1_00), null, "card-good").word()).isEqualTo("PAID");
        assertThat(pay(one, newUser(), "card-good").word()).isEqualTo("PAID");
    }

    @Test
    void what_a_bank_pays_is_no_decline() {
        UserId li = newUser();
        for (int i = 0; i < 2 * DECLINES_MAX; i++) {
            assertThat(pay(one, li, "card-good").word()).isEqualTo("PAID");
        }

        decline(li, DECLINES_MAX);

        assertTooManyDeclines(pay(two, li, "card-good"));
    }

    @Test
    void an_unclear_payment_counts_as_a_decline_until_it_has_ended_otherwise() {
        UserId li = newUser();
        decline(li, DECLINES_MAX - 1);
        one.bank.fault(Fault.ANSWER_LOST);
        assertThat(pay(one, li, "card-good").word()).isEqualTo("UNCLEAR");
        assertTooManyDeclines(pay(one, li, "card-good"));
        one.bank.fault(Fault.NONE);
        one.clock.advance(TwoPayServices.LONG);

        one.retryDocuments();

        decline(li, 1);
        assertTooManyDeclines(pay(one, li, "card-good"));
    }

    @Test
    void a_payment_that_its_bank_never_heard_of_is_no_decline() {
        UserId li = newUser();
        decline(li, DECLINES_MAX - 1);
        one.bank.fault(Fault.CALL_LOST);
        assertThat(pay(one, li, "card-good").word()).isEqualTo("UNCLEAR");
        one.bank.fault(Fault.NONE);
        for (int i = 0; i < 3; i++) {
            one.clock.advance(TwoPayServices.LONG);
            one.retryDocuments();
        }

        decline(li, 1);

        assertTooManyDeclines(pay(one, li, "card-good"));
    }

    @Test
    void declines_and_new_cards_count_anew_from_midnight_in_shanghai() {
        UserId li = newUser();
        Instant midnight = both.midnight();
        assertThat(midnight.toString()).endsWith("T16:00:00Z");

        one.clock.moveTo(midnight.minusMillis(1));
        bind(li, 0, NEW_CARDS_MAX);
        decline(li, DECLINES_MAX);
        assertTooManyDeclines(pay(one, li, "card-good"));
        assertRefused(one.bind(li, "card-more"), "daily_limit", "new_cards");
        one.clock.moveTo(midnight);

        bind(li, NEW_CARDS_MAX, 2 * NEW_CARDS_MAX);
        decline(li, DECLINES_MAX);
        assertTooManyDeclines(pay(one, li, "card-good"));
        assertRefused(one.bind(li, "card-more"), "daily_limit", "new_cards");
    }

    @Test
    void a_decline_of_a_payment_of_yesterday_counts_yesterday() {
        UserId li = newUser();
        one.clock.moveTo(both.midnight().minusMillis(1));
        one.bank.fault(Fault.ANSWER_LOST);
        assertThat(pay(one, li, FakeBank.DECLINED_CARD).word()).isEqualTo("UNCLEAR");
        one.bank.fault(Fault.NONE);
        one.clock.advance(TwoPayServices.LONG);
        decline(li, 1);

        one.retryDocuments();

        decline(li, DECLINES_MAX - 1);
        assertTooManyDeclines(pay(one, li, "card-good"));
    }

    @Test
    void of_fifty_payments_at_once_at_two_instances_exactly_the_limit_is_declined()
            throws Exception {
        UserId li = newUser();

        Map<String, Integer> answers =
                both.atOnce(AT_ONCE, (service, _) -> pay(service, li, FakeBank.DECLINED_CARD));

        assertThat(answers)
                .isEqualTo(
                        Map.of(
                                "payment_declined",
                                DECLINES_MAX,
                                "too_many_declines",
                                AT_ONCE - DECLINES_MAX));
    }

    @Test
    void whatever_came_at_once_a_day_has_all_its_declines_and_not_one_more() throws Exception {
        UserId li = newUser();

        Map<String, Integer> answers =
                both.atOnce(
                        AT_ONCE,
                        (service, i) ->
                                pay(
                                        service,
                                        li,
                                        i % 5 == 0 ? FakeBank.DECLINED_CARD : "card-good"));

        assertThat(Set.of("PAID", "payment_declined", "too_many_declines"))
                .containsAll(answers.keySet());
        int declined = answers.getOrDefault("payment_declined", 0);
        assertThat(declined).isLessThanOrEqualTo(DECLINES_MAX);
        decline(li, DECLINES_MAX - declined);
        assertTooManyDeclines(pay(one, li, "card-good"));
    }

    @Test
    void a_user_binds_exactly_the_new_cards_of_a_day_and_repeats_are_none() {
        UserId li = newUser();
        bind(li, 0, NEW_CARDS_MAX);
        int calls = one.bank.calls();

        assertRefused(one.bind(li, "card-more"), "daily_limit", "new_cards");
        bind(li, 0, NEW_CARDS_MAX);
        one.unbind(li, "card-0");
        assertRefused(two.bind(li, "card-0"), "daily_limit", "new_cards");

        assertThat(one.bank.calls()).isEqualTo(calls);
        assertThat(pay(one, li, "card-more").word()).isEqualTo("PAID");
    }

    @Test
    void an_operator_sees_what_a_user_did_today() throws Exception {
        UserId li = one.userWith(5_00);
        decline(li, 1);
        bind(li, 0, 2);
        one.pay(one.payTicket(li, 2_00));
        try (var connection = one.wallets.databases().getFirst().connect()) {
            SqlStatement.execute(
                    connection,
                    "update balance set day_received = '20990101 888 2' where user_id = ?",
                    li.value());
        }

        UsageEndpoint.View seen = two.bean(UsageEndpoint.class).of(li.value());

        assertThat(seen)
                .isEqualTo(new UsageEndpoint.View(today(), 2_00, 1, 5_00, 1, 1, 2, 8_88, 2));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(one.clock.instant(), OrderNumber.ZONE);
    }

    @Test
    void of_fifty_cards_at_once_at_two_instances_exactly_the_limit_is_bound() throws Exception {
        UserId li = newUser();

        Map<String, Integer> answers =
                both.atOnce(AT_ONCE, (service, i) -> service.bind(li, "card-" + i));

        assertThat(answers).isEqualTo(Map.of("", NEW_CARDS_MAX, "daily_limit", 46));
        assertThat(one.cards(li).body().path("items").size()).isEqualTo(NEW_CARDS_MAX);
    }
}
