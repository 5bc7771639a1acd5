package io.hongbao.pay.bank;

import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A bank that speaks HTTP: {@code POST /v1/debits}. */
public final class HttpBankChannel implements BankChannel, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpBankChannel.class);
    private static final String DEBITED = "DEBITED";
    private static final String DECLINED = "DECLINED";

    private final BankSettings settings;
    private final URI debits;
    private final JsonMapper json;
    private final Semaphore calls;
    private final HttpClient client;

    public HttpBankChannel(BankSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        debits = settings.url().resolve("/v1/debits");
        calls = new Semaphore(settings.callsMax());
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectMax())
                        .build();
    }

    private record DebitRequest(String number, String card, long amountFen) {}

    @Override
    public BankAnswer debit(BankDebit debit) {
        if (!calls.tryAcquire()) {
            return new Unclear("too many calls at once");
        }
        try {
            return answer(debit, send(request(debit)));
        } catch (IOException failure) {
            return new Unclear(failure.getClass().getSimpleName());
        } finally {
            calls.release();
        }
    }

    private HttpRequest request(BankDebit debit) {
        String body =
                json.writeValueAsString(
                        new DebitRequest(debit.number(), debit.card(), debit.amount().fen()));
        return HttpRequest.newBuilder(debits)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + settings.secret())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The whole answer in time: the client's own limit ends with the headers. */
    private HttpResponse<String> send(HttpRequest request) throws IOException {
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(settings.answerMax().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("call failed", failure);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer in time");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private BankAnswer answer(BankDebit debit, HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            return outcome(debit, response.body());
        }
        if (response.statusCode() < 500) {
            // Our mistake (a wrong secret, a number used twice): a person has to look.
            log.error(
                    "bank refused a debit: number={} status={}",
                    debit.number(),
                    response.statusCode());
        }
        return new Unclear("status " + response.statusCode());
    }

    /** Only an answer about this very debit decides. */
    private BankAnswer outcome(BankDebit debit, String body) {
        try {
            var answer = json.readTree(body);
            if (answer.path("number").asString("").equals(debit.number())) {
                String outcome = answer.path("outcome").asString("");
                if (outcome.equals(DEBITED)) {
                    return new Debited();
                }
                if (outcome.equals(DECLINED)) {
                    return new Declined();
                }
            }
        } catch (JacksonException malformed) {
            log.error("bank answered no JSON: number={}", debit.number(), malformed);
        }
        return new Unclear("not understood");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
