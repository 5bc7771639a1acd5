package io.hongbao.reconcile.bank;

import io.hongbao.reconcile.read.CannotReadException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks one bank over HTTP: {@code GET /v1/books}. */
public final class HttpBankBooks implements BankSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final String url;
    private final String secret;
    private final JsonMapper json = JsonMapper.builder().build();

    public HttpBankBooks(String name, String url, String secret) {
        this.name = name;
        this.url = url;
        this.secret = secret;
    }

    @Override
    public BankBooks read() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/v1/books"))
                        .header("Authorization", "Bearer " + secret)
                        .timeout(TIMEOUT)
                        .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CannotReadException(what(), "HTTP " + answer.statusCode());
            }
            var books = json.readTree(answer.body());
            return new BankBooks(
                    books.required("debitedFen").asLong(),
                    books.required("debits").asLong(),
                    books.required("refundedFen").asLong(),
                    books.required("refunds").asLong());
        } catch (IOException | JacksonException e) {
            throw new CannotReadException(what(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotReadException(what(), e);
        }
    }

    private String what() {
        return "the books of " + name + " at " + url;
    }
}
