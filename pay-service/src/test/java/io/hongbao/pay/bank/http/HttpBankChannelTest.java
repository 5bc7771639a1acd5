package io.hongbao.pay.bank.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.money.Money;
import io.hongbao.local.bank.SandboxBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannelContract;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.bank.BankRefusal;
import io.hongbao.pay.bank.BankSettings.Bank;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.servers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the sandbox bank, and against banks that say what no bank should. */
class HttpBankChannelTest extends BankChannelContract {

    private static final String SECRET = "a-secret-of-this-test";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration IMPATIENCE = Duration.ofMillis(300);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final BankDebit DEBIT = new BankDebit("n-1", "card-good", new Money(1));

    private static SandboxBank sandbox;

    private final BankRefusal refusal = new BankRefusal("bank-a");
    private BankChannel channel;

    @BeforeAll
    static void start(@TempDir Path directory) {
        sandbox =
                SandboxBank.start(
                        0, directory.resolve("books.jsonl"), SECRET, new SplittableRandom(1));
    }

    @BeforeEach
    void connect() {
        channel = channelTo(sandbox.port(), SECRET, PATIENCE);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private BankChannel channelTo(int port, String secret, Duration answerMax) {
        var settings = settings("http://127.0.0.1:" + port, secret, answerMax);
        return resilient(new HttpBank(JSON).channel("bank-a", settings, refusal), settings);
    }

    private static Bank settings(
            @Nullable String url, @Nullable String secret, Duration answerMax) {
        return new Bank(
                "http", "", url == null ? null : URI.create(url), secret, PATIENCE, answerMax, 8);
    }

    @Override
    protected BankChannel bank() {
        return channel;
    }

    @Override
    protected void fault(Fault fault) {
        behave(
                switch (fault) {
                    case NONE -> "NONE";
                    case ANSWER_LOST -> "LOSE_ANSWER";
                    case CALL_LOST -> "CLOSE";
                    case NONSENSE -> "MALFORMED";
                    case ANSWERED_TWICE -> "ANSWER_TWICE";
                });
    }

    /** Of what is asked about debits and cards. */
    private static void behave(String fault) {
        send(
                "PUT",
                "/v1/settings",
                "{\"faults\":[{\"fault\":\""
                        + fault
                        + "\",\"operations\":[\"BIND\",\"DEBIT\",\"QUERY\",\"LOCK\",\"REFUND\"]}]}");
    }

    @Override
    protected Books books() {
        JsonNode books = JSON.readTree(send("GET", "/v1/books", ""));
        return new Books(
                books.required("debitedFen").asLong(), books.required("refundedFen").asLong());
    }

    private static String send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                        .header("Authorization", "Bearer " + SECRET)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whatever the bank can be told to do wrong is unclear; and no refusal of it is of us. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR",
                "REFUSE",
                "CLOSE",
                "LOSE_ANSWER",
                "MALFORMED",
                "OTHER_NUMBER",
                "UNKNOWN_OUTCOME"
            })
    void an_answer_that_decides_nothing_is_unclear_for_every_operation(String fault) {
        behave(fault);

        assertThat(
                        List.of(
                                channel.debit(DEBIT),
                                channel.query("n-1"),
                                channel.lock("n-1"),
                                channel.refund("n-1")))
                .hasOnlyElementsOfType(Unclear.class);
        assertThat(channel.bind("card-good")).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANG", "HANG_AFTER"})
    void a_bank_that_hangs_is_unclear_in_time(String fault) {
        behave(fault);

        try (var impatient = channelTo(sandbox.port(), SECRET, IMPATIENCE)) {
            assertThat(impatient.debit(DEBIT)).isEqualTo(new Unclear("no answer in time"));
        }
    }

    @Test
    void a_wrong_secret_is_unclear_and_a_fault_of_ours_until_the_bank_takes_a_call() {
        try (var stranger = channelTo(sandbox.port(), "wrong", PATIENCE)) {
            assertThat(stranger.debit(DEBIT)).isEqualTo(new Unclear("status 401"));
            assertThat(stranger.bind("card-unknown")).isInstanceOf(Unavailable.class);
        }
        assertThat(reason()).isEqualTo("status 401");

        assertThat(channel.query("unseen")).isEqualTo(new NotBooked());
        assertThat(reason()).isEqualTo("none");
    }

    private String reason() {
        return refusal.reason().orElse("none");
    }

    /** Only the bank knows its numbers: anybody else's 404 is a wrong address. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    status | body                      | refused
                    404    | {"number":"n-1"}          | none
                    404    | {"number":"other"}        | status 404
                    404    | <html>                    | status 404
                    409    | {"number":"n-1"}          | none
                    400    | {"error":"malformed"}     | status 400
                    403    | {}                        | status 403
                    408    | {}                        | none
                    429    | {}                        | none
                    500    | {}                        | none
                    302    | {}                        | none
                    """)
    void what_says_that_we_are_wrong_is_told_and_decides_nothing(
            int status, String body, String refused) throws IOException {
        assertThat(answerTo(status, body)).isInstanceOf(Unclear.class);

        assertThat(reason()).isEqualTo(refused);
    }

    @Test
    void a_bank_that_is_not_there_is_unclear() {
        try (var lonely = channelTo(FreePort.next(), SECRET, PATIENCE)) {
            assertThat(lonely.debit(DEBIT)).isEqualTo(new Unclear("ConnectException"));
        }
        assertThat(reason()).isEqualTo("none");
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    }

    /** A headline is no answer: the limit holds to the last byte. */
    @Test
    void a_body_that_never_ends_is_unclear_in_time() throws IOException {
        HttpServer slow = server();
        var over = new CountDownLatch(1);
        slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        slow.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        slow.start();
        try (var impatient = channelTo(slow.getAddress().getPort(), SECRET, IMPATIENCE)) {
            assertThat(impatient.debit(DEBIT)).isEqualTo(new Unclear("no answer in time"));
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":\"other\",\"outcome\":\"DEBITED\"}",
                "{\"number\":\"n-1\",\"outcome\":\"PERHAPS\"}",
                "{\"number\":\"n-1\",\"outcome\":\"DEBITED\"}{}",
                "{\"number\":\"n-1\"}",
                "[]",
                "not json",
                ""
            })
    void only_an_answer_about_this_debit_decides(String body) throws IOException {
        assertThat(answerTo(200, body)).isInstanceOf(Unclear.class);
    }

    /** A late answer to an earlier call, say. */
    @Test
    void only_the_refund_itself_answers_a_refund() throws IOException {
        String debited = "{\"number\":\"n-1\",\"outcome\":\"DEBITED\"}";

        assertThat(answerTo(200, debited, bank -> bank.refund("n-1")))
                .isEqualTo(new Unclear("not refunded"));
    }

    @Test
    void a_label_that_is_none_is_left_out() throws IOException {
        assertThat(answerTo(200, "{\"number\":\"n-1\",\"outcome\":\"DEBITED\"}"))
                .isEqualTo(new Debited());
        assertThat(answerTo(200, "{\"number\":\"n-1\",\"outcome\":\"DEBITED\",\"label\":\"\\n\"}"))
                .isEqualTo(new Debited());
        assertThat(
                        answerTo(
                                200,
                                "{\"number\":\"n-1\",\"outcome\":\"DEBITED\",\"label\":\"尾号 0001\"}"))
                .isEqualTo(new Debited("尾号 0001"));
    }

    /** More than anybody says about one debit. */
    @Test
    void an_answer_without_an_end_is_unclear() throws IOException {
        String body = "{\"number\":\"n-1\",\"outcome\":\"DEBITED\",\"x\":\"" + "x".repeat(70_000);

        assertThat(answerTo(200, body + "\"}")).isInstanceOf(Unclear.class);
    }

    private BankAnswer answerTo(int status, String body) throws IOException {
        return answerTo(status, body, bank -> bank.debit(DEBIT));
    }

    private BankAnswer answerTo(int status, String body, Function<BankChannel, BankAnswer> call)
            throws IOException {
        HttpServer canned = server();
        canned.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        canned.start();
        try (var to = channelTo(canned.getAddress().getPort(), SECRET, PATIENCE)) {
            return call.apply(to);
        } finally {
            canned.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            textBlock =
                    """
                    null                  | s    | must be http(s)://host[:port][/path]: hongbao.banks.bank-a.url
                    bank.example          | s    | must be http(s)://host[:port][/path]: hongbao.banks.bank-a.url
                    ftp://bank.example    | s    | must be http(s)://host[:port][/path]: hongbao.banks.bank-a.url
                    http://bank.example?a | s    | must be http(s)://host[:port][/path]: hongbao.banks.bank-a.url
                    http://bank.example   | null | must be visible ASCII characters: hongbao.banks.bank-a.secret
                    http://bank.example   | s t  | must be visible ASCII characters: hongbao.banks.bank-a.secret
                    """)
    void what_cannot_be_used_is_refused_with_its_name(
            @Nullable String url, @Nullable String secret, String refused) {
        var settings = settings(url, secret, PATIENCE);

        assertThatThrownBy(() -> new HttpBank(JSON).channel("bank-a", settings, refusal))
                .hasMessage(refused);
    }
}
