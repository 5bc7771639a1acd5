package io.hongbao.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that plays the packet or the pay service: keeps what it was sent, refuses what has no
 * right ticket, answers batches item by item as the contracts say, and can be gone, silent or
 * broken.
 */
final class FakeService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tickets tickets;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;

    volatile Function<Ticket, OpenAnswers.Answer> opens = FakeService::opened;
    volatile Function<Ticket, GrabAnswers.Answer> grabs =
            ticket -> GrabAnswers.Answer.of("OPENABLE", null);
    volatile Function<Received, Given> calls = FakeService::right;
    volatile Mood mood = Mood.WELL;

    /** Whether every combined call has to be made alone. */
    volatile boolean wantsAlone;

    volatile boolean ready = true;

    /** Ranks of calls that it says it admits. */
    volatile int admits = AdmissionRank.ALL;

    private volatile CountDownLatch hung = new CountDownLatch(1);

    /** What the service would say when all is well. */
    static Given right(Received call) {
        String link = "2026112100000000010003-0123456789AB";
        return switch (call.ticket().operation()) {
            case WRAP ->
                    new Given(
                            201,
                            Map.of(
                                    "Content-Type",
                                    "application/json",
                                    "Location",
                                    "/v1/packets/" + link),
                            String.format(
                                            Locale.ROOT,
                                            """
                                            {"packetId":"%s","state":"UNPAID","totalFen":1,"shares":1,\
                                            "payBy":"2026-11-21T04:15:00Z","payTicket":"p1","commitment":"%s"}\
                                            """,
                                            link,
                                            "0".repeat(64))
                                    .getBytes(StandardCharsets.UTF_8));
            case VIEW_PACKET ->
                    Given.json(
                            200,
                            String.format(
                                    Locale.ROOT,
                                    """
                                    {"packetId":"%s","kind":"LUCKY","greeting":"恭喜发财","senderId":"1",\
                                    "totalFen":1,"shares":1,"openedFen":0,"openedShares":0,"state":"UNPAID",\
                                    "createdAt":"2026-11-21T04:00:00Z","payBy":"2026-11-21T04:15:00Z",\
                                    "opens":[],"commitment":"%s"}\
                                    """,
                                    link,
                                    "0".repeat(64)));
            case VIEW_PAYMENT ->
                    Given.json(
                            200,
                            String.format(
                                    Locale.ROOT,
                                    """
                                    {"packetId":"%s","state":"UNPAID","defaultMethod":"CHANGE","changeFen":1,\
                                    "cards":[],"proofRequired":false}\
                                    """,
                                    link));
            case PAY -> Given.json(200, paid(call, link));
            case POST_MOMENT ->
                    new Given(
                            201,
                            Map.of(
                                    "Content-Type",
                                    "application/json",
                                    "Location",
                                    "/v1/moments/" + link),
                            String.format(
                                            Locale.ROOT,
                                            """
                                            {"momentId":"%s","fromFen":1,"toFen":2,"text":"","commitment":"%s",\
                                            "endsAt":"2026-11-24T04:00:00Z"}\
                                            """,
                                            link,
                                            "0".repeat(64))
                                    .getBytes(StandardCharsets.UTF_8));
            case VIEW_MOMENT ->
                    Given.json(
                            200,
                            "{\"momentId\":\""
                                    + link
                                    + "\",\"state\":\"SEEN\",\"free\":true,\"content\":\"a.b.c\"}");
            case SHOW_MOMENT ->
                    Given.json(
                            200,
                            String.format(
                                    Locale.ROOT,
                                    """
                                    {"momentId":"%s","posterId":"1","text":"","fromFen":1,"toFen":2,\
                                    "state":"OPEN","createdAt":"2026-11-21T04:00:00Z",\
                                    "endsAt":"2026-11-24T04:00:00Z","seen":0,"commitment":"%s"}\
                                    """,
                                    link,
                                    "0".repeat(64)));
            case VIEW_WALLET, VIEW_BALANCE ->
                    Given.json(200, "{\"changeFen\":1,\"asOf\":\"2026-11-21T04:00:00Z\"}");
            case TOP_UP -> Given.json(200, "{\"amountFen\":1,\"state\":\"PAID\",\"changeFen\":1}");
            case LIST_CARDS -> Given.json(200, "{\"items\":[]}");
            case BIND_CARD ->
                    Given.json(
                            200,
                            """
                            {"card":"a-1","label":"尾号 0001","bank":"bank-a",\
                            "boundAt":"2026-11-21T04:00:00Z"}\
                            """);
            case UNBIND_CARD -> new Given(204, Map.of(), new byte[0]);
            case LIST_NOTIFICATIONS, LIST_PACKETS, LIST_TRANSFERS, LIST_MOMENTS ->
                    Given.json(200, "{\"items\":[],\"nextCursor\":null}");
            case GRAB, OPEN, BATCH, ACTIVATE, VIEW_SUMMARY, LIST_PAID_SETS, PARK_PAYMENTS ->
                    Given.json(404, "{\"code\":\"not_found\"}");
        };
    }

    private static String paid(Received call, String link) {
        boolean moment = call.target().contains("moment");
        return String.format(
                Locale.ROOT,
                moment
                        ? "{\"momentId\":\"%s\",\"state\":\"PAID\",\"method\":\"CHANGE\"}"
                        : """
                        {"packetId":"%s","state":"PAID","method":"CHANGE",\
                        "expiresAt":"2026-11-22T04:00:00Z"}\
                        """,
                link);
    }

    private static OpenAnswers.Answer opened(Ticket ticket) {
        return OpenAnswers.Answer.opened(1, 0, null);
    }

    /** How the server feels. */
    enum Mood {
        WELL,
        /** Takes calls and answers only when it is well again. */
        SILENT,
        /** Takes calls and breaks the connection off. */
        BROKEN,
        /** Answers with an event, and with another one when it is well again. */
        STREAMING
    }

    /** One call as it came. */
    record Received(
            String method,
            String target,
            Map<String, List<String>> headers,
            String body,
            Ticket ticket) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join("|", header.getValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    record Given(int status, Map<String, String> headers, byte[] body) {

        static Given json(int status, String body) {
            return new Given(
                    status,
                    Map.of("Content-Type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8));
        }
    }

    FakeService(Tickets tickets) {
        this.tickets = tickets;
        port = FreePort.next();
        server = listen(port);
    }

    Instance instance() {
        return new Instance("http://127.0.0.1:" + port, "a");
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    void forget() {
        received.clear();
    }

    /** From now on nothing listens there. */
    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = listen(port);
    }

    void becomeSilent() {
        hung = new CountDownLatch(1);
        mood = Mood.SILENT;
    }

    /** Every answer is a stream that does not end yet. */
    void becomeStreaming() {
        hung = new CountDownLatch(1);
        mood = Mood.STREAMING;
    }

    /** Answers again, whatever it was told to say before. */
    void becomeWell() {
        mood = Mood.WELL;
        ready = true;
        admits = AdmissionRank.ALL;
        wantsAlone = false;
        opens = FakeService::opened;
        calls = FakeService::right;
        hung.countDown();
    }

    private HttpServer listen(int at) {
        try {
            var fresh =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), at), 1_000);
            fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            fresh.createContext("/", this::serve);
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (admits < AdmissionRank.ALL) {
            exchange.getResponseHeaders().set(AdmissionRank.HEADER, Integer.toString(admits));
        }
        if (exchange.getRequestURI().getPath().equals("/ready")) {
            send(exchange, new Given(ready ? 204 : 503, Map.of(), new byte[0]));
            return;
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var ticket =
                rightTicket(String.valueOf(exchange.getRequestHeaders().getFirst(Tickets.HEADER)));
        if (ticket.isEmpty()) {
            send(exchange, Given.json(401, "{\"code\":\"unauthenticated\"}"));
            return;
        }
        var call =
                new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body,
                        ticket.get());
        received.addAll(said(call));
        switch (mood) {
            case WELL -> send(exchange, answer(call));
            case SILENT -> {
                await();
                send(exchange, answer(call));
            }
            case BROKEN -> exchange.close();
            case STREAMING -> stream(exchange);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write("id:1\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            await();
            out.write("id:2\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Optional<Ticket> rightTicket(String text) {
        return tickets.check(text, Instant.now());
    }

    private void await() {
        try {
            hung.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The call itself; of one that carries others, those, as they would have come alone. */
    private List<Received> said(Received call) {
        return switch (call.target()) {
            case CombinedCalls.WRAPS_PATH -> combined(call, Operation.WRAP);
            case CombinedCalls.PAYMENTS_PATH, CombinedCalls.MOMENT_PAYMENTS_PATH ->
                    combined(call, Operation.PAY);
            case CombinedCalls.DETAILS_PATH -> combined(call, Operation.VIEW_PACKET);
            case CombinedCalls.PAYMENT_VIEWS_PATH -> combined(call, Operation.VIEW_PAYMENT);
            default -> List.of(call);
        };
    }

    private List<Received> combined(Received call, Operation operation) {
        return JSON.readValue(call.body(), CombinedCalls.class).items().stream()
                .map(item -> {
                    var ticket = rightTicket(item.ticket()).orElseThrow();
                    if (ticket.operation() != operation || item.timeLeftMs() < 1) {
                        throw new AssertionError("wrong item: " + item);
                    }
                    Map<String, List<String>> headers =
                            item.key() == null
                                    ? Map.of()
                                    : Map.of("Idempotency-Key", List.of(item.key()));
                    return new Received(
                            "POST",
                            call.target(),
                            headers,
                            item.body() == null ? "" : item.body(),
                            ticket);
                })
                .toList();
    }

    private CombinedAnswers.Answer carry(Received item) {
        if (wantsAlone) {
            return CombinedAnswers.Answer.ALONE;
        }
        Given given = calls.apply(item);
        return new CombinedAnswers.Answer(
                given.status(),
                given.headers().get("Location"),
                given.headers().get("Retry-After"),
                new String(given.body(), StandardCharsets.UTF_8));
    }

    private Given answer(Received call) {
        return switch (call.target()) {
            case CombinedCalls.WRAPS_PATH,
                    CombinedCalls.PAYMENTS_PATH,
                    CombinedCalls.MOMENT_PAYMENTS_PATH,
                    CombinedCalls.DETAILS_PATH,
                    CombinedCalls.PAYMENT_VIEWS_PATH ->
                    batch(call, new CombinedAnswers(said(call).stream().map(this::carry).toList()));
            case CombinedCalls.OPENS_PATH ->
                    batch(call, new OpenAnswers(items(call, Operation.OPEN, this::open)));
            case CombinedCalls.GRABS_PATH ->
                    batch(call, new GrabAnswers(items(call, Operation.GRAB, this::grab)));
            default -> calls.apply(call);
        };
    }

    private static Given batch(Received call, Object answers) {
        return call.ticket().operation() == Operation.BATCH
                ? Given.json(200, JSON.writeValueAsString(answers))
                : Given.json(401, "{\"code\":\"unauthenticated\"}");
    }

    private <A> List<A> items(Received call, Operation operation, Function<Ticket, A> answer) {
        return JSON.readValue(call.body(), CombinedCalls.class).items().stream()
                .map(item -> {
                    var ticket = rightTicket(item.ticket()).orElseThrow();
                    if (ticket.operation() != operation || item.timeLeftMs() < 1) {
                        throw new AssertionError("wrong item: " + item);
                    }
                    return answer.apply(ticket);
                })
                .toList();
    }

    private OpenAnswers.Answer open(Ticket ticket) {
        return opens.apply(ticket);
    }

    private GrabAnswers.Answer grab(Ticket ticket) {
        return grabs.apply(ticket);
    }

    private static void send(HttpExchange exchange, Given given) throws IOException {
        given.headers().forEach(exchange.getResponseHeaders()::set);
        // 0 is a length that is not known before: the body comes in chunks, as Tomcat sends it.
        int length = given.headers().containsKey("Hongbao-Clock") ? 0 : given.body().length;
        exchange.sendResponseHeaders(given.status(), given.body().length == 0 ? -1 : length);
        exchange.getResponseBody().write(given.body());
        exchange.close();
    }

    @Override
    public void close() {
        becomeWell();
        server.stop(0);
    }
}
