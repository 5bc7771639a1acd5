package io.hongbao.local.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.bank.SandboxBank.BankContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/** A sandbox bank whose clock stands still, and what can be asked of it. */
final class RunningBank implements AutoCloseable {

    static final BodyPublisher EMPTY = BodyPublishers.noBody();

    private static final String SECRET = "local-only-bank-secret";

    /** Of Asia/Shanghai. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T16:00:00Z");

    /** Longer than a machine stands still. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SandboxBank bank;

    private RunningBank(SandboxBank bank) {
        this.bank = bank;
    }

    static RunningBank start(Path books) {
        var context = new BankContext(new SplittableRandom(7), () -> MIDNIGHT);
        return new RunningBank(SandboxBank.start(0, books, SECRET, context));
    }

    @Override
    public void close() {
        client.close();
        bank.close();
    }

    HttpResponse<String> debit(String number, String card, long amountFen) throws Exception {
        return post(
                "/v1/debits",
                String.format(
                        Locale.ROOT,
                        "{\"number\":\"%s\",\"card\":\"%s\",\"amountFen\":%d}",
                        number,
                        card,
                        amountFen));
    }

    HttpResponse<String> bind(String token) throws Exception {
        return post("/v1/cards", "{\"token\":\"" + token + "\"}");
    }

    String books() throws Exception {
        return get("/v1/books").body();
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path) throws Exception {
        return send(request(path).POST(EMPTY));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(body(body)));
    }

    void behave(String settings) throws Exception {
        HttpResponse<String> changed = send(request("/v1/settings").PUT(body(settings)));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    static BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bank.port() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + SECRET);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
