package io.hongbao.local.bank;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongbao.local.bank.BankBehaviour.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bank over HTTP.
 *
 * <ul>
 *   <li>{@code POST /v1/debits} {@code {"number","card","amountFen"}}: 200 {@code
 *       {"number","outcome"}}; the same number with the same content gets the first answer, with
 *       other content 409.
 *   <li>{@code GET /v1/debits/{number}}: 200 as above, or 404: never booked so far.
 *   <li>{@code GET /v1/books}: {@code {"debitedFen","debits"}}.
 *   <li>{@code GET} and {@code PUT /v1/settings}: {@link BankBehaviour}.
 * </ul>
 *
 * <p>Statements of each day are written beside its books ({@link StatementFiles}).
 *
 * <p>Every call carries the secret as a bearer token.
 */
public final class SandboxBank implements AutoCloseable {

    private static final int BODY_LENGTH_MAX = 16 * 1024;
    private static final int BACKLOG = 1_024;
    private static final Duration HANG_LIMIT = Duration.ofMinutes(5);
    private static final String DEBITS = "/v1/debits";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private final BankBooks books;
    private final BankFaults mood;
    private final String secret;
    private final HttpServer server;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    private SandboxBank(BankBooks books, BankFaults mood, String secret, HttpServer server) {
        this.books = books;
        this.mood = mood;
        this.secret = secret;
        this.server = server;
    }

    /** What the bank says to one call. */
    private record Answer(int code, Object body) {}

    /** Starts a bank on the loopback address; port 0 takes a free one. */
    public static SandboxBank start(
            int port, Path booksFile, String secret, RandomGenerator random) {
        return start(port, booksFile, secret, new BankContext(random, InstantSource.system()));
    }

    /** A bank's chance and time. */
    record BankContext(RandomGenerator random, InstantSource clock) {}

    static SandboxBank start(int port, Path booksFile, String secret, BankContext means) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            var bank =
                    new SandboxBank(
                            BankBooks.open(booksFile, means.clock()),
                            new BankFaults(means.random()),
                            secret,
                            server);
            server.createContext("/", bank::handle);
            server.setExecutor(bank.calls);
            server.start();
            return bank;
        } catch (IOException e) {
            throw new UncheckedIOException("no bank on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        calls.shutdownNow();
        try {
            books.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (JacksonException | IllegalArgumentException e) {
                answer(exchange, new Answer(400, Map.of("error", String.valueOf(e.getMessage()))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        if (!authenticated(exchange)) {
            answer(exchange, new Answer(401, Map.of("error", "must carry the bank's secret")));
        } else if (call.equals("POST " + DEBITS)) {
            debit(exchange);
        } else if (call.startsWith("GET " + DEBITS + "/")) {
            query(exchange, call.substring(("GET " + DEBITS + "/").length()));
        } else {
            answer(exchange, other(exchange, call));
        }
    }

    private Answer other(HttpExchange exchange, String call) throws IOException {
        return switch (call) {
            case "GET /v1/books" -> new Answer(200, books.totals());
            case "GET /v1/settings" -> new Answer(200, mood.settings());
            case "PUT /v1/settings" -> {
                // What is not named stays good.
                ObjectNode settings = JSON.valueToTree(BankBehaviour.GOOD);
                settings.setAll(JSON.readValue(body(exchange), ObjectNode.class));
                BankBehaviour given = JSON.treeToValue(settings, BankBehaviour.class);
                mood.change(given);
                yield new Answer(200, given);
            }
            default -> new Answer(404, Map.of("error", "no such call"));
        };
    }

    private void debit(HttpExchange exchange) throws IOException, InterruptedException {
        Debit debit = JSON.readValue(body(exchange), Debit.class);
        Fault fault = mood.hitDebit();
        think();
        switch (fault) {
            case NONE -> answer(exchange, booked(debit));
            case LOSE_ANSWER -> books.decide(debit);
            case HANG -> Thread.sleep(HANG_LIMIT);
            case ERROR -> answer(exchange, new Answer(500, Map.of("error", "as it was told to")));
        }
    }

    private void query(HttpExchange exchange, String encodedNumber)
            throws IOException, InterruptedException {
        // A plus is a plus in a path.
        String number =
                URLDecoder.decode(encodedNumber.replace("+", "%2B"), StandardCharsets.UTF_8);
        Fault fault = mood.hitQuery();
        think();
        switch (fault) {
            case NONE -> answer(exchange, found(number));
            case LOSE_ANSWER -> exchange.close();
            case HANG -> Thread.sleep(HANG_LIMIT);
            case ERROR -> answer(exchange, new Answer(500, Map.of("error", "as it was told to")));
        }
    }

    private Answer booked(Debit debit) {
        Decision decision = books.decide(debit);
        return decision.debit().equals(debit)
                ? outcome(decision)
                : new Answer(409, Map.of("error", "number was used with other content"));
    }

    private Answer found(String number) {
        return books.find(number)
                .map(SandboxBank::outcome)
                .orElseGet(() -> new Answer(404, Map.of("error", "not booked")));
    }

    private static Answer outcome(Decision decision) {
        return new Answer(
                200, Map.of("number", decision.debit().number(), "outcome", decision.outcome()));
    }

    private void think() throws InterruptedException {
        Thread.sleep(mood.settings().delayMs());
    }

    private boolean authenticated(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LENGTH_MAX + 1);
        if (body.length > BODY_LENGTH_MAX) {
            throw new IllegalArgumentException("must be at most " + BODY_LENGTH_MAX + " bytes");
        }
        return body;
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.code(), body.length);
        exchange.getResponseBody().write(body);
    }
}
