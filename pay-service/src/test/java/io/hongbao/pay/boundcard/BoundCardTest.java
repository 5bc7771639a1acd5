package io.hongbao.pay.boundcard;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.card.CardToken;
import io.hongbao.pay.limit.DailyLimits;
import io.hongbao.pay.shard.WalletShards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundCardTest {

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
    void well() {
        service.bank.fault(Fault.NONE);
    }

    private static List<String> bound(UserId user) {
        var cards = new ArrayList<String>();
        service.cards(user)
                .body()
                .path("items")
                .forEach(item -> cards.add(item.path("card").asString("")));
        return cards;
    }

    @Test
    void a_bound_card_has_the_label_that_its_bank_gave() {
        UserId li = newUser();
        String entry =
                "{\"card\":\"card-0001\",\"label\":\"尾号 0001\",\"bank\":\"bank-a\",\"boundAt\":\""
                        + service.clock.instant()
                        + "\"}";

        Answer answer = service.bind(li, "card-0001");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo(entry);
        assertThat(service.cards(li).body().toString()).isEqualTo("{\"items\":[" + entry + "]}");
    }

    @Test
    void a_repeat_gets_the_first_answer_and_asks_no_bank() {
        UserId li = newUser();
        Answer first = service.bind(li, "card-0001");
        service.clock.advance(Duration.ofMinutes(1));
        service.bank.fault(Fault.CALL_LOST);

        assertThat(service.bind(li, "card-0001").body()).isEqualTo(first.body());
        assertThat(bound(li)).containsExactly("card-0001");
    }

    @Test
    void the_latest_card_comes_first_and_one_that_is_bound_again_is_the_latest() {
        UserId li = newUser();
        for (String card : List.of("card-0001", "card-0002", "card-0003")) {
            service.bind(li, card);
            service.clock.advance(Duration.ofMillis(1));
        }
        assertThat(bound(li)).containsExactly("card-0003", "card-0002", "card-0001");

        service.unbind(li, "card-0001");
        service.bind(li, "card-0001");

        assertThat(bound(li)).containsExactly("card-0001", "card-0003", "card-0002");
    }

    @Test
    void everybody_has_cards_of_their_own() {
        UserId li = newUser();
        UserId wang = TestPayService.newUserOfSecondShard();
        service.bind(li, "card-0001");
        service.bind(wang, "card-0001");

        service.unbind(li, "card-0001");

        assertThat(bound(li)).isEmpty();
        assertThat(bound(wang)).containsExactly("card-0001");
    }

    @Test
    void a_card_is_unbound_once_and_again() {
        UserId li = newUser();
        service.bind(li, "card-0001");

        for (int i = 0; i < 2; i++) {
            Answer answer = service.unbind(li, "card-0001");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(bound(li)).isEmpty();
        }
    }

    @Test
    void any_token_can_be_unbound_when_the_path_is_encoded() {
        UserId li = newUser();
        service.bind(li, "card/+?%;0001");
        assertThat(bound(li)).containsExactly("card/+?%;0001");

        assertThat(service.unbind(li, "card%2F+%3F%25%3B0001").status()).isEqualTo(204);

        assertThat(bound(li)).isEmpty();
    }

    @Test
    void the_eleventh_card_is_refused_and_its_bank_not_asked_until_one_is_unbound() {
        UserId li = newUser();
        for (int i = 0; i < 10; i++) {
            service.bind(li, "card-" + i);
        }
        int calls = service.bank.calls();

        Answer answer = service.bind(li, "card-10");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.word()).isEqualTo("too_many_cards");
        assertThat(service.bank.calls()).isEqualTo(calls);
        service.unbind(li, "card-3");
        assertThat(service.bind(li, "card-10").status()).isEqualTo(200);
        assertThat(bound(li)).hasSize(10).contains("card-10").doesNotContain("card-3");
    }

    @Test
    void the_limit_is_decided_under_the_users_lock_whatever_was_read_before() {
        UserId li = newUser();
        for (int i = 0; i < 10; i++) {
            service.bind(li, "card-" + i);
        }
        var eleventh =
                new BindCard(
                        li,
                        "bank-a",
                        CardToken.checked("card-10"),
                        "尾号 0010",
                        service.bean(DailyLimits.class));

        assertThat(service.bean(WalletShards.class).of(li).decide(eleventh))
                .isEqualTo(new BindCard.Decision.TooMany());
    }

    @Test
    void of_many_cards_at_once_ten_are_bound() throws Exception {
        UserId li = newUser();
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 24; i++) {
            String card = "card-" + i % 12;
            calls.add(() -> service.bind(li, card));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).isIn(200, 409);
            }
        }

        assertThat(bound(li)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void a_card_that_its_bank_does_not_know_is_refused_by_its_field() {
        UserId li = newUser();

        Answer answer = service.bind(li, FakeBank.UNKNOWN_CARD);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("card");
        assertThat(bound(li)).isEmpty();
    }

    @Test
    void a_bank_that_does_not_answer_is_unavailable_and_nothing_is_bound() {
        UserId li = newUser();
        service.bank.fault(Fault.CALL_LOST);

        Answer answer = service.bind(li, "card-0001");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.word()).isEqualTo("bank_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(bound(li)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111-1111-1111-1111"})
    void the_number_of_a_card_is_refused_before_anything_is_asked_or_stored(String number) {
        UserId li = newUser();
        int calls = service.bank.calls();

        for (Answer answer : List.of(service.bind(li, number), service.unbind(li, number))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("field")).isEqualTo("card");
            assertThat(answer.body().toString()).doesNotContain(number);
        }
        assertThat(service.bank.calls()).isEqualTo(calls);
        assertThat(service.wallets.read("select token from bound_card")).doesNotContain(number);
    }

    @Test
    void a_top_up_by_a_bound_card_keeps_its_label() {
        UserId li = newUser();
        service.bind(li, "card-0001");

        service.topUp(li, "a", 5_00, "card-0001");
        service.topUp(li, "b", 5_00, "card-0002");

        assertThat(
                        service.wallets.read(
                                "select coalesce(card_label, '-') from card_document where user_id = "
                                        + li
                                        + " order by top_up_key"))
                .containsExactly("尾号 0001", "-");
    }
}
