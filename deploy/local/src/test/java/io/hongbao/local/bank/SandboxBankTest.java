package io.hongbao.local.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.local.bank.BankBehaviour.Fault;
import io.hongbao.testkit.cases.Checkout;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxBankTest {

    private static final String NOTHING =
            "{\"debitedFen\":0,\"debits\":0,\"refundedFen\":0,\"refunds\":0}";
    private static final String ONE_DEBIT =
            "{\"debitedFen\":5,\"debits\":1,\"refundedFen\":0,\"refunds\":0}";

    @TempDir Path directory;

    private RunningBank bank;

    @BeforeEach
    void open() {
        bank = RunningBank.start(books());
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void a_repeat_gets_the_first_answer_and_is_booked_once() throws Exception {
        assertThat(bank.debit("n-1", "card-1", 5).body()).contains("\"DEBITED\"");
        assertThat(bank.debit("n-1", "card-1", 5).body()).contains("\"DEBITED\"");

        assertThat(bank.books()).isEqualTo(ONE_DEBIT);
    }

    @Test
    void the_same_number_with_another_content_is_refused() throws Exception {
        bank.debit("n-1", "card-1", 5);

        assertThat(bank.debit("n-1", "card-1", 6).statusCode()).isEqualTo(409);
        assertThat(bank.debit("n-1", "card-2", 5).statusCode()).isEqualTo(409);
        assertThat(bank.books()).isEqualTo(ONE_DEBIT);
    }

    @Test
    void a_number_is_found_by_its_text_whatever_is_in_it() throws Exception {
        bank.debit("1001:key/with+signs %", "card-1", 1);

        assertThat(bank.get("/v1/debits/1001%3Akey%2Fwith+signs%20%25").statusCode())
                .isEqualTo(200);
        assertThat(bank.get("/v1/debits/1001").statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_answered_is_in_the_books_after_a_restart() throws Exception {
        bank.debit("debited", "card-1", 5);
        bank.debit("declined", "card-declined", 5);
        bank.post("/v1/debits/locked/lock");
        bank.debit("refunded", "card-1", 7);
        bank.post("/v1/debits/refunded/refund");

        restart();

        for (String outcome : List.of("debited", "declined", "locked", "refunded")) {
            assertThat(bank.get("/v1/debits/" + outcome).body())
                    .containsIgnoringCase("\"outcome\":\"" + outcome);
        }
        assertThat(bank.debit("locked", "card-1", 5).body()).contains("\"LOCKED\"");
        assertThat(bank.books())
                .isEqualTo("{\"debitedFen\":12,\"debits\":2,\"refundedFen\":7,\"refunds\":1}");
    }

    @Test
    void a_call_without_the_secret_changes_nothing() throws Exception {
        HttpResponse<String> refused =
                bank.send(
                        bank.request("/v1/debits/n/lock")
                                .setHeader("Authorization", "Bearer wrong")
                                .POST(RunningBank.EMPTY));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(bank.get("/v1/debits/n").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"number\":\"n\",\"card\":\"c\"}",
                "{\"number\":\"n\",\"card\":\"c\",\"amountFen\":0}",
                "{\"number\":\"\",\"card\":\"c\",\"amountFen\":1}",
                "{\"number\":\"n\",\"card\":null,\"amountFen\":1}",
                "{\"number\":\"n\",\"card\":\"c\",\"amountFen\":1,\"more\":1}",
            })
    void a_malformed_debit_is_refused(String body) throws Exception {
        assertThat(bank.post("/v1/debits", body).statusCode()).isEqualTo(400);
        assertThat(bank.books()).isEqualTo(NOTHING);
    }

    @Test
    void statements_have_each_movement_once_and_are_made_anew_from_the_books() throws Exception {
        bank.debit("n-1", "card-1", 88_88);
        bank.debit("n-1", "card-1", 88_88);
        bank.debit("n-2", "card-declined", 1);
        bank.post("/v1/debits/n-3/lock");
        bank.post("/v1/debits/n-1/refund");
        bank.post("/v1/debits/n-1/refund");
        Path statement = directory.resolve("statement-20261121.jsonl");
        String lines =
                """
                {"number":"n-1","kind":"DEBIT","amountFen":8888,"at":"2026-11-20T16:00:00Z"}
                {"number":"n-1","kind":"REFUND","amountFen":8888,"at":"2026-11-20T16:00:00Z"}
                """;

        assertThat(Files.readString(statement)).isEqualTo(lines);

        Files.writeString(statement, "cut short by a ki");
        restart();

        assertThat(Files.readString(statement)).isEqualTo(lines);
    }

    @Test
    void a_day_on_which_nothing_moved_has_an_empty_statement() {
        assertThat(directory.resolve("statement-20261121.jsonl")).isEmptyFile();
    }

    // What it does wrong when it is told to.

    @ParameterizedTest
    @EnumSource(
            names = {"LOSE_ANSWER", "MALFORMED", "OTHER_NUMBER", "UNKNOWN_OUTCOME", "ANSWER_TWICE"})
    void a_fault_after_the_money_moved_has_booked_it_once(Fault fault) throws Exception {
        bank.behave("{\"faults\":[{\"fault\":\"" + fault + "\",\"count\":1}]}");

        String clear = "{\"number\":\"n-1\",\"outcome\":\"DEBITED\",\"label\":\"尾号 0001\"}";
        try {
            assertThat(bank.debit("n-1", "card-0001", 5).body()).isNotEqualTo(clear);
        } catch (IOException closed) {
            assertThat(fault).isEqualTo(Fault.LOSE_ANSWER);
        }

        assertThat(bank.books()).isEqualTo(ONE_DEBIT);
        assertThat(bank.debit("n-1", "card-0001", 5).body()).isEqualTo(clear);
        assertThat(bank.books()).isEqualTo(ONE_DEBIT);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 500", "REFUSE, 403"})
    void a_refusal_before_the_money_moved_has_booked_nothing(String fault, int status)
            throws Exception {
        bank.behave("{\"faults\":[{\"fault\":\"" + fault + "\",\"count\":2}]}");

        assertThat(bank.debit("n-1", "card-1", 5).statusCode()).isEqualTo(status);
        assertThat(bank.post("/v1/debits/n-1/lock").statusCode()).isEqualTo(status);

        assertThat(bank.get("/v1/debits/n-1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_bank_that_is_down_answers_nothing_but_its_settings() throws Exception {
        bank.behave("{\"faults\":[{\"fault\":\"CLOSE\"}]}");

        for (String path : List.of("/v1/debits/n-1", "/v1/books")) {
            assertThatThrownBy(() -> bank.get(path)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> bank.debit("n-1", "card-1", 5)).isInstanceOf(IOException.class);

        bank.behave("{}");
        assertThat(bank.books()).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"HANG, 404", "HANG_AFTER, 200"})
    void a_bank_that_hangs_has_booked_or_not(String fault, int found) throws Exception {
        bank.behave("{\"faults\":[{\"fault\":\"" + fault + "\"}]}");

        assertThatThrownBy(() ->
                        bank.send(
                                bank.request("/v1/debits/n-1/lock")
                                        .timeout(Duration.ofSeconds(1))
                                        .POST(RunningBank.EMPTY)))
                .isInstanceOf(HttpTimeoutException.class);

        bank.behave("{}");
        assertThat(bank.get("/v1/debits/n-1").statusCode()).isEqualTo(found);
    }

    @Test
    void a_fault_hits_the_operations_it_names_as_often_as_it_says_and_no_more() throws Exception {
        bank.behave(
                """
                {"faults":[
                  {"fault":"ERROR","count":1,"operations":["QUERY","LOCK"]},
                  {"fault":"DECLINE","operations":["DEBIT"],"count":1},
                  {"fault":"REFUSE","probability":0}
                ]}
                """);

        assertThat(bank.debit("n-1", "card-1", 5).body()).contains("DECLINED");
        assertThat(bank.debit("n-2", "card-1", 5).body()).contains("DEBITED");
        assertThat(bank.get("/v1/debits/n-2").statusCode()).isEqualTo(500);
        assertThat(bank.get("/v1/debits/n-2").statusCode()).isEqualTo(200);
        assertThat(bank.post("/v1/debits/n-3/lock").statusCode()).isEqualTo(200);
        assertThat(bank.get("/v1/settings").body()).contains("\"count\":0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"delay\":{\"kind\":\"FIXED\",\"ms\":60001}}",
                "{\"delay\":{\"kind\":\"UNIFORM\",\"minMs\":2,\"maxMs\":1}}",
                "{\"delay\":null}",
                "{\"faults\":[{\"fault\":\"BITE\"}]}",
                "{\"faults\":[{\"fault\":\"ERROR\",\"probability\":1.1}]}",
                "{\"faults\":[{\"fault\":\"ERROR\",\"operations\":[\"BITE\"]}]}",
                "{\"more\":1}",
            })
    void settings_that_say_nothing_are_refused_and_change_nothing(String settings)
            throws Exception {
        bank.behave("{\"delay\":{\"ms\":1}}");
        String before = bank.get("/v1/settings").body();

        assertThat(
                        bank.send(bank.request("/v1/settings").PUT(RunningBank.body(settings)))
                                .statusCode())
                .isEqualTo(400);

        assertThat(bank.get("/v1/settings").body()).isEqualTo(before);
    }

    // Tokens that say how they want to be treated.

    @Test
    void a_token_that_ends_with_declined_is_always_declined() throws Exception {
        bank.behave("{\"faults\":[{\"fault\":\"LOSE_ANSWER\",\"count\":1}]}");
        assertThatThrownBy(() -> bank.debit("n-1", "b-card-declined", 5))
                .isInstanceOf(IOException.class);

        assertThat(bank.get("/v1/debits/n-1").body()).contains("DECLINED");
        assertThat(bank.debit("n-2", "card-declined", 5).body()).contains("DECLINED");
        assertThat(bank.books()).isEqualTo(NOTHING);
    }

    @Test
    void the_answer_to_an_unclear_card_is_lost_and_its_money_has_moved() throws Exception {
        assertThatThrownBy(() -> bank.debit("n-1", "card-unclear", 5))
                .isInstanceOf(IOException.class);

        assertThat(bank.get("/v1/debits/n-1").body()).contains("DEBITED");
    }

    @Test
    void the_debit_of_a_lost_card_never_arrives() throws Exception {
        assertThatThrownBy(() -> bank.debit("n-1", "card-lost", 5)).isInstanceOf(IOException.class);

        assertThat(bank.get("/v1/debits/n-1").statusCode()).isEqualTo(404);
        assertThat(bank.post("/v1/debits/n-1/lock").body()).contains("LOCKED");
    }

    @Test
    void an_unknown_card_cannot_be_bound_and_is_declined() throws Exception {
        assertThat(bank.bind("card-unknown").statusCode()).isEqualTo(404);
        assertThat(bank.debit("n-1", "card-unknown", 5).body()).contains("DECLINED");
    }

    @Test
    void a_card_is_known_by_its_last_digits_and_else_by_some_of_its_own() throws Exception {
        assertThat(bank.bind("card-0001").body()).contains("\"label\":\"尾号 0001\"");
        assertThat(bank.bind("card-good").body())
                .containsPattern("\"label\":\"尾号 [0-9]{4}\"")
                .isEqualTo(bank.bind("card-good").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/BANKS.md"})
    void a_newcomer_finds_every_token(String document) throws Exception {
        String text = Files.readString(Checkout.file(document));

        for (SpeakingToken token : SpeakingToken.values()) {
            assertThat(text).contains("`" + token.ending() + "`");
        }
    }

    private Path books() {
        return directory.resolve("books.jsonl");
    }

    private void restart() {
        bank.close();
        open();
    }
}
