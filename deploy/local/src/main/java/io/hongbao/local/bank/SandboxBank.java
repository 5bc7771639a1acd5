package io.hongbao.local.bank;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongbao.local.bank.BankBehaviour.Fault;
import io.hongbao.local.bank.BankCall.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bank over HTTP that keeps the contract ({@code docs/bank-openapi.yaml}), and breaks what a bank
 * may break when it is told to: {@code GET} and {@code PUT /v1/settings} are {@link BankBehaviour}.
 *
 * <p>Statements of each day are written beside its books ({@link StatementFiles}). Every call
 * carries the secret as a bearer token.
 */
public final class SandboxBank implements AutoCloseable {

    private static final int BODY_LENGTH_MAX = 16 * 1024;
    private static final int BACKLOG = 1_024;
    private static final Duration HANG_LIMIT = Duration.ofMinutes(5);
    private static final String SETTINGS = "/v1/settings";

    private final BankBooks books;
    private final BankApi api;
    private final BankFaults faults;
    private final String secret;
    private final HttpServer server;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    private SandboxBank(BankBooks books, BankFaults faults, String secret, HttpServer server) {
        this.books = books;
        this.faults = faults;
        this.secret = secret;
        this.server = server;
        api = new BankApi(books);
    }

    /** Starts a bank on the loopback address; port 0 takes a free one. */
    public static SandboxBank start(
            int port, Path booksFile, String secret, RandomGenerator random) {
        return start(port, booksFile, secret, new BankContext(random, InstantSource.system()));
    }

    /** A bank's chance and time. */
    record BankContext(RandomGenerator random, InstantSource clock) {}

    static SandboxBank start(int port, Path booksFile, String secret, BankContext context) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            var bank =
                    new SandboxBank(
                            BankBooks.open(booksFile, context.clock()),
                            new BankFaults(context.random()),
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
                send(exchange, BankApi.error(400, String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        byte[] body = body(exchange);
        if (!authenticated(exchange)) {
            send(exchange, BankApi.error(401, "must carry the bank's secret"));
        } else if (path.equals(SETTINGS)) {
            send(exchange, settings(method, body));
        } else {
            Optional<BankCall> call = api.call(method, path, body);
            if (call.isPresent()) {
                serve(exchange, call.get());
            } else {
                send(exchange, BankApi.error(404, "no such call"));
            }
        }
    }

    private Answer settings(String method, byte[] body) {
        if (method.equals("PUT")) {
            faults.change(BankApi.behaviour(body));
        }
        return new Answer(200, BankApi.JSON.valueToTree(faults.behaviour()));
    }

    private void serve(HttpExchange exchange, BankCall call)
            throws IOException, InterruptedException {
        Fault fault = call.fault(faults);
        Thread.sleep(call.delayMs(faults));
        switch (fault) {
            case NONE, DECLINE -> send(exchange, call.work().answer(fault == Fault.DECLINE));
            case CLOSE -> {}
            case HANG -> Thread.sleep(HANG_LIMIT);
            case ERROR -> send(exchange, BankApi.error(500, "as it was told to"));
            case REFUSE -> send(exchange, BankApi.error(403, "as it was told to"));
            case LOSE_ANSWER, HANG_AFTER, ANSWER_TWICE, MALFORMED, OTHER_NUMBER, UNKNOWN_OUTCOME ->
                    misanswer(exchange, fault, call);
        }
    }

    /** What was asked for is booked, and the caller hears nothing, or nothing good. */
    private static void misanswer(HttpExchange exchange, Fault fault, BankCall call)
            throws IOException, InterruptedException {
        Answer answer = call.work().answer(false);
        String text = answer.body().toString();
        switch (fault) {
            case HANG_AFTER -> Thread.sleep(HANG_LIMIT);
            case ANSWER_TWICE ->
                    send(exchange, answer.code(), text + "\n" + call.work().answer(false).body());
            case MALFORMED -> send(exchange, answer.code(), text.substring(0, text.length() / 2));
            case OTHER_NUMBER -> send(exchange, garbled(answer, "number", "token"));
            case UNKNOWN_OUTCOME -> send(exchange, garbled(answer, "outcome", "label"));
            default -> {}
        }
    }

    private static Answer garbled(Answer answer, String... members) {
        ObjectNode body = answer.body().deepCopy();
        for (String member : members) {
            if (body.has(member)) {
                body.put(member, "\u0000");
            }
        }
        return new Answer(answer.code(), body);
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

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, answer.code(), answer.body().toString());
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }
}
