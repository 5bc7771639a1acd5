package io.hongbao.local.chaos;

import io.hongbao.local.part.LocalBank;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One sandbox bank, as its own clerk sees it: how it behaves, and what its books say. */
public final class ChaosBank {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI url;
    private final LocalBank bank;

    public ChaosBank(LocalSuite suite, LocalBank bank, HttpClient http) {
        this.http = http;
        this.bank = bank;
        url = suite.bank(bank);
    }

    /** From now on; what is not named is good. */
    public void behave(Map<String, ?> settings) {
        HttpResponse<String> answer =
                send(
                        request("/v1/settings")
                                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(settings)))
                                .build());
        if (answer.statusCode() != 200) {
            throw new StartException(bank.partName() + " took no settings: " + answer.statusCode());
        }
    }

    /** What the books say of a debit; empty for a number that was never seen. */
    Optional<String> outcome(String number) {
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(request("/v1/debits/" + encoded).GET().build());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(JSON.readTree(answer.body()).path("outcome").asString());
            case 404 -> Optional.empty();
            default ->
                    throw new StartException(
                            bank.partName() + " does not tell: " + answer.statusCode());
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bank.secret())
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            throw new StartException(bank.partName() + " does not answer: " + noAnswer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }
}
