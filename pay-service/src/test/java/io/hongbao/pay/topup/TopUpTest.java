package io.hongbao.pay.topup;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopUpTest {

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

    @Test
    void a_top_up_adds_to_change_once_for_each_key() {
        UserId li = newUser();

        Answer first = service.topUp(li, "a", 5_00, "card-good");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().toString())
                .isEqualTo("{\"amountFen\":500,\"state\":\"PAID\",\"changeFen\":500}");
        assertThat(service.topUp(li, "\"a\"", 5_00, "card-good").body()).isEqualTo(first.body());
        assertThat(service.topUp(li, "b", 5_00, "card-good").body().path("changeFen").asLong(0))
                .isEqualTo(10_00);
        assertThat(service.topUp(li, "a", 5_00, "card-good").body()).isEqualTo(first.body());
        assertThat(service.balance(li)).isEqualTo(10_00);
    }

    @Test
    void two_users_may_use_the_same_key() {
        UserId li = newUser();
        UserId wang = TestPayService.newUserOfSecondShard();

        service.topUp(li, "same", 5_00, "card-good");
        service.topUp(wang, "same", 7_00, "card-good");

        assertThat(service.balance(li)).isEqualTo(5_00);
        assertThat(service.balance(wang)).isEqualTo(7_00);
    }

    @Test
    void the_same_key_for_another_amount_or_card_is_refused() {
        UserId li = newUser();
        service.topUp(li, "a", 5_00, "card-good");

        for (Answer answer :
                new Answer[] {
                    service.topUp(li, "a", 5_01, "card-good"),
                    service.topUp(li, "a", 5_00, "card-other")
                }) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.word()).isEqualTo("idempotency_key_reused");
        }
        assertThat(service.balance(li)).isEqualTo(5_00);
    }

    @Test
    void a_declined_top_up_stays_declined() {
        UserId li = newUser();

        for (int i = 0; i < 2; i++) {
            Answer answer = service.topUp(li, "a", 5_00, FakeBank.DECLINED_CARD);
            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.word()).isEqualTo("payment_declined");
        }
        assertThat(service.balance(li)).isZero();
    }

    @Test
    void an_unclear_top_up_is_in_the_change_once_the_bank_is_heard() {
        UserId li = newUser();
        service.bank.fault(Fault.ANSWER_LOST);

        Answer unclear = service.topUp(li, "a", 5_00, "card-good");
        assertThat(unclear.status()).isEqualTo(202);
        assertThat(unclear.body().toString())
                .isEqualTo("{\"amountFen\":500,\"state\":\"UNCLEAR\"}");
        assertThat(service.balance(li)).isZero();

        service.bank.fault(Fault.NONE);
        assertThat(service.topUp(li, "a", 5_00, "card-good").word()).isEqualTo("PAID");
        assertThat(service.balance(li)).isEqualTo(5_00);
    }

    @Test
    void a_top_up_that_the_bank_never_saw_has_failed_for_ever() {
        UserId li = newUser();
        service.bank.fault(Fault.CALL_LOST);
        assertThat(service.topUp(li, "a", 5_00, "card-good").word()).isEqualTo("UNCLEAR");
        service.bank.fault(Fault.NONE);

        service.clock.advance(Duration.ofMinutes(1));
        service.retryDocuments();

        Answer failed = service.topUp(li, "a", 5_00, "card-good");
        assertThat(failed.status()).isEqualTo(402);
        assertThat(failed.word()).isEqualTo("payment_failed");
        assertThat(service.topUp(li, "b", 5_00, "card-good").word()).isEqualTo("PAID");
        assertThat(service.balance(li)).isEqualTo(5_00);
    }

    @Test
    void the_same_top_up_many_times_at_once_is_one() throws Exception {
        UserId li = newUser();
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> service.topUp(li, "a", 5_00, "card-good"));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get().word()).isEqualTo("PAID");
            }
        }

        assertThat(service.balance(li)).isEqualTo(5_00);
    }

    @Test
    void a_key_may_have_any_visible_letters_up_to_its_length() {
        UserId li = newUser();
        String key = "~:.\"".repeat(32);

        assertThat(service.topUp(li, key, 5_00, "card-good").word()).isEqualTo("PAID");
        assertThat(service.topUp(li, key, 5_00, "card-good").word()).isEqualTo("PAID");

        assertThat(service.balance(li)).isEqualTo(5_00);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "\"\""})
    void a_key_that_is_none_is_refused(String key) {
        Answer answer =
                service.topUp(
                        newUser(),
                        Map.of("Idempotency-Key", key),
                        "{\"amountFen\":1,\"card\":\"c\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_missing_key_is_refused() {
        Answer answer = service.topUp(newUser(), Map.of(), "{\"amountFen\":1,\"card\":\"c\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    {"card":"c"}                              | amountFen
                    {"amountFen":null,"card":"c"}             | amountFen
                    {"amountFen":0,"card":"c"}                | amountFen
                    {"amountFen":-1,"card":"c"}               | amountFen
                    {"amountFen":2000001,"card":"c"}          | amountFen
                    {"amountFen":1.5,"card":"c"}              | amountFen
                    {"amountFen":"1","card":"c"}              | amountFen
                    {"amountFen":9223372036854775808}         | amountFen
                    {"amountFen":1}                           | card
                    {"amountFen":1,"card":7}                  | card
                    {"amountFen":1,"card":""}                 | card
                    {"amountFen":1,"card":"银行卡"}            | card
                    {"amountFen":1,"card":"c","state":"PAID"} | state
                    """)
    void a_malformed_body_is_refused_by_its_field(String body, String field) {
        Answer answer = service.topUp(newUser(), Map.of("Idempotency-Key", "a"), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.word()).isEqualTo("invalid_request");
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @Test
    void the_largest_top_up_is_served() {
        UserId li = newUser();

        assertThat(service.topUp(li, "a", 20_000_00, "card-good").word()).isEqualTo("PAID");
        assertThat(service.balance(li)).isEqualTo(20_000_00);
    }
}
