package io.hongbao.e2e;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.hongbao.reconcile.history.HistoryWriter;
import io.hongbao.testkit.api.PublicApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the public API as a mobile client does, holds every answer to {@code docs/openapi.yaml},
 * and writes down what it was told: the history that the fifth invariant is held to. Told to come
 * again, or that a packet which it paid is not active yet, it makes the same call again, as the API
 * says a client may: how fast the machine is decides nothing. Safe for many threads.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS_MAX = 200;
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    private final PublicApi api = PublicApi.ofThisRepository();
    private final URI gateway;
    private final HistoryWriter history;
    private final Clock clock;
    private final Predicate<Answer> asksAgain;
    private final boolean remembersPaid;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .connectTimeout(PATIENCE)
                    .build();
    private final Map<UserId, String> tokens = new ConcurrentHashMap<>();

    /** Packets of which this client was told that they are paid; empty for one that asks once. */
    private final Set<Wrapped> paid = ConcurrentHashMap.newKeySet();

    Client(URI gateway, HistoryWriter history, Clock clock) {
        this(gateway, history, clock, Answer::saysComeAgain, true);
    }

    private Client(
            URI gateway,
            HistoryWriter history,
            Clock clock,
            Predicate<Answer> asksAgain,
            boolean remembersPaid) {
        this.gateway = gateway;
        this.history = history;
        this.clock = clock;
        this.asksAgain = asksAgain;
        this.remembersPaid = remembersPaid;
    }

    /** A client that tells of the first answer, whatever it is: for tests of who is refused. */
    Client askingOnce() {
        return new Client(gateway, history, clock, _ -> false, false);
    }

    /** A client that tells which part refused it, and asks again only when none did. */
    Client askingUntilRefused() {
        return new Client(gateway, history, clock, Answer::isOverloaded, true);
    }

    /** A wrapped packet, not yet paid. */
    record Wrapped(String packetId, String payTicket, long totalFen) {

        static Wrapped of(Answer answer, long totalFen) {
            if (answer.status() != 201) {
                throw new AssertionError("wrap: " + answer);
            }
            return new Wrapped(answer.text("packetId"), answer.text("payTicket"), totalFen);
        }

        OrderNumber orderNumber() {
            return new OrderNumber(packetId.substring(0, OrderNumber.LENGTH));
        }
    }

    Answer topUp(UserId user, String key, long amountFen, String card) {
        Instant begunAt = clock.instant();
        Answer answer =
                call(
                        user,
                        "POST",
                        "/v1/me/wallet/topups",
                        Map.of("amountFen", amountFen, "card", card),
                        key);
        history.write(
                HistoryLine.topUp(user.value(), key, amountFen, outcome(answer), clock.instant())
                        .begun(begunAt));
        return answer;
    }

    Answer wrap(UserId sender, String key, Map<String, ?> body) {
        Instant begunAt = clock.instant();
        Answer answer = call(sender, "POST", "/v1/packets", body, key);
        OrderNumber packet =
                answer.ok()
                        ? new OrderNumber(answer.text("packetId").substring(0, OrderNumber.LENGTH))
                        : null;
        long totalFen = body.get("totalFen") instanceof Number total ? total.longValue() : 0;
        String plainKey = IdempotencyKey.parse(key).map(IdempotencyKey::value).orElse(key);
        history.write(
                HistoryLine.wrap(
                                sender.value(),
                                plainKey,
                                packet,
                                totalFen,
                                outcome(answer),
                                clock.instant())
                        .begun(begunAt));
        return answer;
    }

    Wrapped wrapped(UserId sender, String key, String kind, long totalFen, int shares) {
        Answer answer =
                wrap(
                        sender,
                        key,
                        Map.of(
                                "kind",
                                kind,
                                "totalFen",
                                totalFen,
                                "shares",
                                shares,
                                "greeting",
                                "恭喜发财"));
        return Wrapped.of(answer, totalFen);
    }

    Answer pay(UserId payer, Wrapped packet) {
        return pay(payer, packet, Map.of("payTicket", packet.payTicket()));
    }

    Answer pay(UserId payer, Wrapped packet, Map<String, ?> body) {
        Instant begunAt = clock.instant();
        Answer answer =
                call(payer, "POST", "/v1/packets/" + packet.packetId() + "/payment", body, null);
        if (remembersPaid && answer.text("state").equals("PAID")) {
            paid.add(packet);
        }
        history.write(
                HistoryLine.pay(
                                payer.value(),
                                packet.orderNumber(),
                                packet.totalFen(),
                                outcome(answer),
                                clock.instant())
                        .begun(begunAt));
        return answer;
    }

    Answer open(UserId user, Wrapped packet) {
        Instant begunAt = clock.instant();
        Answer answer = onceActive(user, packet, "open");
        history.write(
                HistoryLine.open(
                                user.value(),
                                packet.orderNumber(),
                                answer.ok() ? (Long) answer.number("amountFen") : null,
                                outcome(answer),
                                clock.instant())
                        .begun(begunAt));
        return answer;
    }

    Answer grab(UserId user, Wrapped packet) {
        return onceActive(user, packet, "grab");
    }

    /** Paid is not yet active: when nobody had the time to say so at once, an event does. */
    private Answer onceActive(UserId user, Wrapped packet, String what) {
        HttpRequest request =
                request(user, "POST", "/v1/packets/" + packet.packetId() + "/" + what, null, null);
        return send(
                request,
                answer ->
                        asksAgain.test(answer) || (paid.contains(packet) && answer.saysNotPaid()));
    }

    Answer details(UserId user, Wrapped packet) {
        return get(user, "/v1/packets/" + packet.packetId());
    }

    Answer get(UserId user, String path) {
        return call(user, "GET", path, null, null);
    }

    long changeFen(UserId user) {
        Answer answer = get(user, "/v1/me/wallet/change");
        if (!answer.ok()) {
            throw new AssertionError("wallet: " + answer);
        }
        return answer.number("changeFen");
    }

    /** A call with the user's token, again while this client's patience lasts. */
    Answer call(
            UserId user, String method, String path, @Nullable Object body, @Nullable String key) {
        return send(request(user, method, path, body, key), asksAgain);
    }

    private Answer send(HttpRequest request, Predicate<Answer> again) {
        Answer answer = send(request);
        for (int attempt = 1; attempt < ATTEMPTS_MAX && again.test(answer); attempt++) {
            LockSupport.parkNanos(BEFORE_NEXT_ATTEMPT.toNanos());
            answer = send(request);
        }
        return answer;
    }

    /** A body of null is none. */
    private HttpRequest request(
            UserId user, String method, String path, @Nullable Object body, @Nullable String key) {
        var request = request(path).header("Authorization", "Bearer " + token(user));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        return request.build();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (request.uri().getAuthority().equals(gateway.getAuthority())) {
                api.check(response);
            }
            return new Answer(response.statusCode(), json(response.body()), response.headers());
        } catch (IOException noAnswer) {
            return new Answer(0, MissingNode.getInstance(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String token(UserId user) {
        return tokens.computeIfAbsent(user, this::mint);
    }

    private String mint(UserId user) {
        var request =
                request("/v1/dev/tokens")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"userId\":\"" + user + "\"}"))
                        .build();
        Answer answer = send(request);
        if (!answer.ok()) {
            throw new AssertionError("token: " + answer);
        }
        return answer.text("token");
    }

    private static Outcome outcome(Answer answer) {
        return Outcome.ofHttp(answer.status());
    }

    private static JsonNode json(String body) {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
