package io.hongbao.pay.bank.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.money.Money;
import io.hongbao.local.bank.SandboxBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannelContract;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.bank.BankRefusal;
import io.hongbao.pay.bank.BankSettings.Bank;
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
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class HttpBankChannelTest extends BankChannelContract {

    private static final String SECRET = "a-secret-of-this-test";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final BankDebit DEBIT = new BankDebit("n-1", "card-good", new Money(1));

    private static SandboxBank sandbox;
    private static BankChannel channel;

    @BeforeAll
    static void start(@TempDir Path directory) {
        sandbox =
                SandboxBank.start(
                        0, directory.resolve("books.jsonl"), SECRET, new SplittableRandom(1));
        channel = channelTo(sandbox.port(), SECRET, PATIENCE);
    }

    @AfterAll
    static void stop() {
        channel.close();
        sandbox.close();
    }

    private static BankChannel channelTo(int port, String secret, Duration answerMax) {
        return channelTo(port, secret, answerMax, new BankRefusal("bank-a"));
    }

    private static BankChannel channelTo(
            int port, String secret, Duration answerMax, BankRefusal refusal) {
        var settings =
                new Bank(
                        "http",
                        "",
                        URI.create("http://127.0.0.1:" + port),
                        secret,
                        PATIENCE,
                        answerMax,
                        2);
        return resilient(new HttpBank(JSON).channel("bank-a", settings, refusal), settings);
    }

    @Override
    protected BankChannel bank() {
        return channel;
    }

    @Override
    protected void fault(Fault fault) {
        String name =
                switch (fault) {
                    case NONE -> "NONE";
                    case ANSWER_LOST -> "LOSE_ANSWER";
                    case CALL_LOST -> "ERROR";
                    case NONSENSE, ANSWERED_TWICE ->
                            throw new IllegalArgumentException("no such fault: " + fault);
                };
        send("PUT", "/v1/settings", String.format(Locale.ROOT, "{\"fault\":\"%s\"}", name));
    }

    @Override
    protected long debitedFen() {
        return JSON.readTree(send("GET", "/v1/books", "")).path("debitedFen").asLong(-1);
    }

    private static String send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                        .header("Authorization", "Bearer " + SECRET)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void a_bank_that_hangs_is_unclear_in_time() {
        send("PUT", "/v1/settings", "{\"fault\":\"HANG\"}");
        try (var impatient = channelTo(sandbox.port(), SECRET, Duration.ofMillis(300))) {
            assertThat(impatient.debit(DEBIT)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void a_wrong_secret_is_unclear() {
        try (var stranger = channelTo(sandbox.port(), "wrong", PATIENCE)) {
            assertThat(stranger.debit(DEBIT)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void a_bank_that_is_not_there_is_unclear() {
        try (var lonely = channelTo(FreePort.next(), SECRET, PATIENCE)) {
            assertThat(lonely.debit(DEBIT)).isInstanceOf(Unclear.class);
        }
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
        try (var impatient =
                channelTo(slow.getAddress().getPort(), SECRET, Duration.ofMillis(300))) {
            assertThat(impatient.debit(DEBIT)).isInstanceOf(Unclear.class);
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    @Test
    void only_an_answer_about_this_debit_decides() throws IOException {
        for (String body :
                new String[] {
                    "{\"number\":\"other\",\"outcome\":\"DEBITED\"}",
                    "{\"number\":\"n-1\",\"outcome\":\"PERHAPS\"}",
                    "{\"number\":\"n-1\"}",
                    "[]",
                    "not json",
                    ""
                }) {
            assertThat(answerTo(body)).as(body).isInstanceOf(Unclear.class);
        }
        assertThat(answerTo("{\"number\":\"n-1\",\"outcome\":\"DEBITED\"}"))
                .isInstanceOf(Debited.class);
    }

    private static BankAnswer answerTo(String body) throws IOException {
        HttpServer canned = server();
        canned.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        canned.start();
        try (var to = channelTo(canned.getAddress().getPort(), SECRET, PATIENCE)) {
            return to.debit(DEBIT);
        } finally {
            canned.stop(0);
        }
    }
}
