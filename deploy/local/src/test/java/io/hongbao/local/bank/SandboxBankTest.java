package io.hongbao.local.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxBankTest {

    private static final String SECRET = "local-only-bank-secret";

    /** Of Asia/Shanghai. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T16:00:00Z");

    /** Longer than a machine stands still. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SandboxBank bank;

    @BeforeEach
    void open() {
        bank =
                SandboxBank.start(
                        0,
                        books(),
                        SECRET,
                        new SandboxBank.BankContext(new SplittableRandom(7), () -> MIDNIGHT));
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void a_repeat_gets_the_first_answer_and_is_booked_once() throws Exception {
        assertThat(debit("n-1", "card-1", 88_88).body()).contains("\"DEBITED\"");
        assertThat(debit("n-1", "card-1", 88_88).body()).contains("\"DEBITED\"");

        assertThat(get("/v1/books").body()).isEqualTo("{\"debitedFen\":8888,\"debits\":1}");
    }

    @Test
    void the_same_number_with_another_amount_is_refused() throws Exception {
        debit("n-1", "card-1", 88_88);

        assertThat(debit("n-1", "card-1", 88_89).statusCode()).isEqualTo(409);
        assertThat(debit("n-1", "card-2", 88_88).statusCode()).isEqualTo(409);
    }

    @Test
    void the_declined_card_is_declined_for_ever_and_moves_no_money() throws Exception {
        assertThat(debit("n-1", "card-declined", 1).body()).contains("\"DECLINED\"");

        assertThat(get("/v1/debits/n-1").body()).contains("\"DECLINED\"");
        assertThat(get("/v1/books").body()).isEqualTo("{\"debitedFen\":0,\"debits\":0}");
    }

    @Test
    void a_number_is_found_by_its_text_whatever_is_in_it() throws Exception {
        debit("1001:key/with+signs %", "card-1", 1);

        assertThat(get("/v1/debits/1001%3Akey%2Fwith+signs%20%25").statusCode()).isEqualTo(200);
        assertThat(get("/v1/debits/1001").statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_answered_is_in_the_books_after_a_restart() throws Exception {
        debit("n-1", "card-1", 5);
        debit("n-2", "card-declined", 5);

        restart();

        assertThat(get("/v1/debits/n-1").body()).contains("\"DEBITED\"");
        assertThat(get("/v1/debits/n-2").body()).contains("\"DECLINED\"");
        assertThat(get("/v1/books").body()).isEqualTo("{\"debitedFen\":5,\"debits\":1}");
    }

    @Test
    void a_line_cut_short_by_a_kill_was_never_booked() throws Exception {
        debit("n-1", "card-1", 5);
        bank.close();
        Files.writeString(
                books(), "{\"debit\":{\"number\":\"n-2\",\"ca", StandardOpenOption.APPEND);

        open();

        assertThat(get("/v1/debits/n-2").statusCode()).isEqualTo(404);
        assertThat(debit("n-2", "card-1", 6).statusCode()).isEqualTo(200);
        restart();
        assertThat(get("/v1/books").body()).isEqualTo("{\"debitedFen\":11,\"debits\":2}");
    }

    @Test
    void a_lost_answer_was_booked() throws Exception {
        set("{\"fault\":\"LOSE_ANSWER\",\"count\":1}");

        assertThatThrownBy(() -> debit("n-1", "card-1", 5)).isInstanceOf(IOException.class);

        assertThat(get("/v1/books").body()).isEqualTo("{\"debitedFen\":5,\"debits\":1}");
        assertThat(debit("n-1", "card-1", 5).statusCode()).isEqualTo(200);
    }

    @Test
    void an_error_booked_nothing() throws Exception {
        set("{\"fault\":\"ERROR\",\"count\":2}");

        assertThat(debit("n-1", "card-1", 5).statusCode()).isEqualTo(500);
        assertThat(debit("n-1", "card-1", 5).statusCode()).isEqualTo(500);

        assertThat(get("/v1/debits/n-1").statusCode()).isEqualTo(404);
        assertThat(debit("n-1", "card-1", 5).statusCode()).isEqualTo(200);
    }

    @Test
    void a_hanging_bank_answers_neither_debits_nor_questions() throws Exception {
        set("{\"fault\":\"HANG\",\"alsoQueries\":true}");

        HttpRequest.Builder debit =
                request("/v1/debits")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"number\":\"n-1\",\"card\":\"card-1\",\"amountFen\":5}"));
        for (HttpRequest.Builder hung : List.of(debit, request("/v1/debits/n-1"))) {
            hung.timeout(Duration.ofSeconds(1));
            assertThatThrownBy(() -> send(hung)).isInstanceOf(HttpTimeoutException.class);
        }

        set("{}");
        assertThat(get("/v1/debits/n-1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_call_without_the_secret_changes_nothing() throws Exception {
        HttpResponse<String> refused =
                send(
                        request("/v1/debits")
                                .setHeader("Authorization", "Bearer wrong")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"number\":\"n\",\"card\":\"c\",\"amountFen\":1}")));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(get("/v1/debits/n").statusCode()).isEqualTo(404);
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
        assertThat(send(request("/v1/debits").POST(HttpRequest.BodyPublishers.ofString(body))))
                .returns(400, HttpResponse::statusCode);
    }

    @Test
    void the_statement_of_the_day_has_each_debit_once_and_is_made_anew_from_the_books()
            throws Exception {
        debit("n-1", "card-1", 88_88);
        debit("n-1", "card-1", 88_88);
        debit("n-2", BankBooks.DECLINED_CARD, 1);
        Path statement = directory.resolve("statement-20261121.jsonl");
        String line = "{\"number\":\"n-1\",\"amountFen\":8888,\"at\":\"2026-11-20T16:00:00Z\"}\n";

        assertThat(statement).hasContent(line.strip());

        Files.writeString(statement, "cut short by a ki");
        restart();

        assertThat(Files.readString(statement)).isEqualTo(line);
    }

    private Path books() {
        return directory.resolve("books.jsonl");
    }

    private void restart() {
        bank.close();
        open();
    }

    private HttpResponse<String> debit(String number, String card, long amountFen)
            throws Exception {
        String body =
                String.format(
                        Locale.ROOT,
                        "{\"number\":\"%s\",\"card\":\"%s\",\"amountFen\":%d}",
                        number,
                        card,
                        amountFen);
        return send(request("/v1/debits").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private void set(String settings) throws Exception {
        HttpResponse<String> changed =
                send(request("/v1/settings").PUT(HttpRequest.BodyPublishers.ofString(settings)));
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bank.port() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + SECRET);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
