package io.hongbao.pay.bank.http;

import io.hongbao.pay.bank.BankRefusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Calls one bank with our secret, and tells when the bank refuses whatever we ask. */
final class BankHttp implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    /** Of 4xx those that say something about this call, or this moment, and not about us. */
    private static final Set<Integer> NO_REFUSALS = Set.of(404, 408, 409, 425, 429);

    private final String url;
    private final String authorization;
    private final BankRefusal refusal;
    private final HttpClient client;

    BankHttp(String url, String secret, Duration connectMax, BankRefusal refusal) {
        this.url = url;
        authorization = "Bearer " + secret;
        this.refusal = refusal;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectMax)
                        .build();
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(to(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException {
        return send(
                to(path).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path) throws IOException {
        return send(to(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    client.send(
                            request.build(),
                            BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
            int status = response.statusCode();
            if (status / 100 == 4 && !NO_REFUSALS.contains(status)) {
                refused(status);
            }
            return response;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    void refused(int status) {
        refusal.refused("status " + status);
    }

    void accepted() {
        refusal.accepted();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
