package io.hongbao.local.load;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.local.load.LoadCall.Kind;
import io.hongbao.local.program.StartException;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.hongbao.reconcile.history.HistoryWriter;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the public API once for each thing a user does, without a retry, and writes down what came:
 * for the figures, and for the history that the fifth invariant is held to. Safe for many threads.
 */
public final class RecordingClient implements AutoCloseable {

    /** Longer than the gateway ever waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final HistoryWriter history;
    private final CallHistory calls;
    private final Clock clock;
    private final Map<SetId, Integer> weights;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .connectTimeout(PATIENCE)
                    .build();
    private final Map<UserId, String> tokens = new ConcurrentHashMap<>();

    public RecordingClient(
            URI gateway,
            HistoryWriter history,
            CallHistory calls,
            Clock clock,
            Map<SetId, Integer> weights) {
        this.gateway = gateway;
        this.history = history;
        this.calls = calls;
        this.clock = clock;
        this.weights = weights;
    }

    private record Answer(int status, JsonNode body, long startNanos, Duration took) {

        boolean ok() {
            return status == 200 || status == 201;
        }

        Outcome outcome() {
            return Outcome.ofHttp(status);
        }

        LoadCall call(Kind kind, @Nullable SetId set, @Nullable SetId firstChoice) {
            String code = body.path("code").asString("");
            return new LoadCall(kind, set, firstChoice, startNanos, took, status, code);
        }
    }

    public void topUp(UserId user, String key, long amountFen) {
        Instant begunAt = clock.instant();
        Answer answer =
                call(
                        user,
                        "/v1/me/wallet/topups",
                        Map.of("amountFen", amountFen, "card", "card-of-a-drill"),
                        key);
        history.write(
                HistoryLine.topUp(user.value(), key, amountFen, answer.outcome(), clock.instant())
                        .begun(begunAt));
        if (!answer.ok()) {
            throw new StartException("no money for the drill: top-up answered " + answer.status());
        }
    }

    /** Empty when it failed. */
    public Optional<WrappedPacket> wrap(
            UserId sender, String key, String kind, long totalFen, int shares) {
        SetId first = firstChoice(sender, key);
        Instant begunAt = clock.instant();
        Answer answer =
                call(
                        sender,
                        "/v1/packets",
                        Map.of(
                                "kind",
                                kind,
                                "totalFen",
                                totalFen,
                                "shares",
                                shares,
                                "greeting",
                                "演习"),
                        key);
        Optional<WrappedPacket> wrapped =
                answer.ok()
                        ? Optional.of(
                                new WrappedPacket(
                                        answer.body().path("packetId").asString(),
                                        answer.body().path("payTicket").asString(),
                                        totalFen))
                        : Optional.empty();
        history.write(
                HistoryLine.wrap(
                                sender.value(),
                                key,
                                wrapped.map(WrappedPacket::orderNumber).orElse(null),
                                totalFen,
                                answer.outcome(),
                                clock.instant())
                        .begun(begunAt));
        calls.add(
                answer.call(
                        Kind.WRAP,
                        wrapped.map(packet -> packet.orderNumber().set()).orElse(null),
                        first));
        return wrapped;
    }

    /** From change; whether it was acknowledged. */
    boolean pay(UserId payer, WrappedPacket packet) {
        return payBy(payer, packet, Optional.empty()).ok();
    }

    /** By this card, or from change without one. */
    public LoadCall payBy(UserId payer, WrappedPacket packet, Optional<String> card) {
        Map<String, String> choice =
                card.map(token -> Map.of("method", "BANK", "card", token))
                        .orElse(Map.of("method", "CHANGE"));
        var body = new HashMap<String, String>(choice);
        body.put("payTicket", packet.payTicket());
        Instant begunAt = clock.instant();
        Answer answer = call(payer, "/v1/packets/" + packet.packetId() + "/payment", body, null);
        history.write(
                HistoryLine.pay(
                                payer.value(),
                                packet.orderNumber(),
                                packet.totalFen(),
                                answer.outcome(),
                                clock.instant())
                        .begun(begunAt));
        LoadCall call = answer.call(Kind.PAY, packet.orderNumber().set(), null);
        calls.add(call);
        return call;
    }

    /** How the payment stands, as its payer sees it; {@code UNCLEAR} when nobody tells. */
    public String paymentState(UserId payer, WrappedPacket packet) {
        Answer answer = get(payer, "/v1/packets/" + packet.packetId() + "/payment");
        return answer.ok() ? answer.body().path("state").asString() : "UNCLEAR";
    }

    /** Whether the packet is, or was, there to be opened. */
    public boolean isPaid(UserId sender, WrappedPacket packet) {
        String state =
                get(sender, "/v1/packets/" + packet.packetId()).body().path("state").asString("");
        return !state.isEmpty() && !state.equals("UNPAID") && !state.equals("CLOSED");
    }

    void open(UserId user, WrappedPacket packet) {
        Instant begunAt = clock.instant();
        Answer answer = call(user, "/v1/packets/" + packet.packetId() + "/open", Map.of(), null);
        history.write(
                HistoryLine.open(
                                user.value(),
                                packet.orderNumber(),
                                answer.ok()
                                        ? (Long) answer.body().path("amountFen").asLong()
                                        : null,
                                answer.outcome(),
                                clock.instant())
                        .begun(begunAt));
        calls.add(answer.call(Kind.OPEN, packet.orderNumber().set(), null));
    }

    void grab(UserId user, WrappedPacket packet) {
        Answer answer = call(user, "/v1/packets/" + packet.packetId() + "/grab", Map.of(), null);
        calls.add(answer.call(Kind.GRAB, packet.orderNumber().set(), null));
    }

    /** Makes the user's token now, so that no later call waits for it. */
    void introduce(UserId user) {
        tokens.computeIfAbsent(user, this::mint);
    }

    private String mint(UserId user) {
        Answer answer =
                send(
                        request("/v1/dev/tokens")
                                .POST(text(Map.of("userId", user.toString())))
                                .build());
        if (!answer.ok()) {
            throw new StartException("no token for the drill: " + answer.status());
        }
        return answer.body().path("token").asString();
    }

    private @Nullable SetId firstChoice(UserId sender, String key) {
        return IdempotencyKey.parse(key)
                .flatMap(parsed -> WrapPlaces.ranked(sender, parsed, weights).stream().findFirst())
                .map(TablePlace::set)
                .orElse(null);
    }

    private Answer call(UserId user, String path, Map<String, ?> body, @Nullable String key) {
        introduce(user);
        HttpRequest.Builder request =
                request(path)
                        .header("Authorization", "Bearer " + tokens.get(user))
                        .POST(body.isEmpty() ? BodyPublishers.noBody() : text(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    /** The ids of all that the user was told, oldest first. */
    public List<String> told(UserId user) {
        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = get(user, "/v1/me/notifications?limit=100" + cursor);
            if (!page.ok()) {
                throw new StartException("notifications answered " + page.status());
            }
            page.body().path("items").forEach(item -> ids.add(item.path("id").asString()));
            String next = page.body().path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return ids.reversed();
    }

    private Answer get(UserId user, String path) {
        introduce(user);
        return send(
                request(path).header("Authorization", "Bearer " + tokens.get(user)).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher text(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private Answer send(HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), start, since(start));
        } catch (IOException noAnswer) {
            return new Answer(0, MissingNode.getInstance(), start, since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, MissingNode.getInstance(), start, since(start));
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
