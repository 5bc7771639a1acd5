package io.hongbao.pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.overload.PaymentTrouble;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.card.RetryDocuments;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.reconcile.bank.BankSource;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pay service on real wallet shards, called as the gateway calls it. */
public final class TestPayService implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** Threads that work on, a while after a call; a relay on what an earlier test committed. */
    private static final List<String> BY_THEMSELVES =
            List.of("outbox-", "retry-documents-", "watch-parked-", "lane-relay-", "probe-wallet-");

    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final AtomicLong USERS = new AtomicLong(1_000);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final TestWallets wallets;
    public final MovableClock clock;
    public final FakeBank bank;
    public final FakePacketService packets = new FakePacketService();
    public final CollectedEvents events = new CollectedEvents();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestPayService(
            TestWallets wallets,
            MovableClock clock,
            FakeBank bank,
            boolean ownParts,
            String... settings) {
        this.wallets = wallets;
        this.clock = clock;
        this.bank = bank;
        context =
                new SpringApplicationBuilder(PayServiceApplication.class)
                        .profiles("local")
                        .initializers((GenericApplicationContext beans) -> {
                            beans.registerBean(Clock.class, () -> clock);
                            if (!ownParts) {
                                registerFakes(beans);
                            }
                        })
                        .run(arguments(settings));
    }

    private void registerFakes(GenericApplicationContext beans) {
        beans.registerBean(BankChannels.class, () -> new BankChannels(Map.of("", bank)));
        beans.registerBean(PacketService.class, () -> packets);
        beans.registerBean(EventPublisher.class, () -> events);
    }

    /** As on a command line; of two values for one setting, the test's own counts. */
    private String[] arguments(String... settings) {
        var values = new LinkedHashMap<String, String>();
        Stream.concat(
                        Stream.of(
                                "server.port=0",
                                "management.server.port=0",
                                "hongbao.serving.leave-wait=0s",
                                "hongbao.sets.file=" + TestWallets.sets(),
                                "hongbao.wallets.file=" + wallets.catalogue(),
                                "hongbao.wallets.username=" + wallets.databases().get(0).user(),
                                "hongbao.wallets.password=" + wallets.databases().get(0).password(),
                                // Limits that no machine exceeds, however slow.
                                "hongbao.wallets.connect-max=1m",
                                "hongbao.wallets.answer-max=2m",
                                "hongbao.wallets.lock-wait-max=1m",
                                "hongbao.banks.bank-a.connect-max=1m",
                                "hongbao.banks.bank-a.answer-max=2m",
                                // Tests ask again themselves.
                                "hongbao.pay.cards.interval=1h",
                                "hongbao.pay.parked.interval=1h"),
                        Stream.of(settings))
                .forEach(setting -> values.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        return values.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** A service on new wallets, once all its shards are ready. */
    public static TestPayService start() {
        var service = start(TestWallets.create(), new MovableClock(NOON), new FakeBank());
        service.waitUntilReady();
        return service;
    }

    /** A service, perhaps one of several on the same wallets. */
    public static TestPayService start(
            TestWallets wallets, MovableClock clock, FakeBank bank, String... settings) {
        return new TestPayService(wallets, clock, bank, false, settings);
    }

    /** A service as it is deployed, but for its clock. */
    public static TestPayService startAsDeployed(String... settings) {
        var service =
                new TestPayService(
                        TestWallets.create(),
                        new MovableClock(NOON),
                        new FakeBank(),
                        true,
                        settings);
        service.waitUntilReady();
        return service;
    }

    public void waitUntilReady() {
        Eventually.isTrue(
                "all shards ready",
                START_MAX,
                () -> bean(WalletShards.class).all().stream().allMatch(WalletShardHandle::ready));
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int managementPort() {
        return Integer.parseInt(
                context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    private int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** An answer over HTTP. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        public String text(String member) {
            return body.path(member).asString("");
        }

        /** Of a problem, its code; of another answer, its state. */
        public String word() {
            return status >= 400 ? text("code") : text("state");
        }
    }

    /**
     * What was sent to a database for calls since {@link StatementRecorder#forget}: by their
     * threads, or by lanes that they wait for.
     */
    public static List<String> statementsOfCalls() {
        return StatementRecorder.seen().stream()
                .filter(seen -> BY_THEMSELVES.stream().noneMatch(seen::startsWith))
                .toList();
    }

    // People and packets.

    /** A user of their own for each test, of the first shard. */
    public static UserId newUser() {
        return new UserId(USERS.incrementAndGet() * 100 + 1);
    }

    public static UserId newUserOfSecondShard() {
        return new UserId(USERS.incrementAndGet() * 100 + 51);
    }

    public static OrderNumber newPacket() {
        return OrderNumber.of(
                LocalDate.of(2026, 11, 21), SEQUENCE.incrementAndGet(), new SetId(0), 3);
    }

    public PayTicket payTicket(UserId payer, OrderNumber packet, long fen, String wrapKey) {
        return new PayTicket(
                packet,
                payer,
                new Money(fen),
                new IdempotencyKey(wrapKey),
                clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(15)),
                LIFETIME);
    }

    /** For a packet of its own wrap. */
    public PayTicket payTicket(UserId payer, long fen) {
        OrderNumber packet = newPacket();
        return payTicket(payer, packet, fen, "wrap-" + packet.sequence());
    }

    /** Of one of possibly many orders of a view of a moment. */
    public PayTicket viewTicket(UserId viewer, OrderNumber moment, long fen) {
        PayTicket ticket = payTicket(viewer, newPacket(), fen, "moment:" + moment);
        return new PayTicket(
                ticket.packet(),
                viewer,
                ticket.total(),
                ticket.wrapKey(),
                ticket.payBy(),
                ticket.lifetime(),
                moment);
    }

    // Calls.

    public Answer pay(PayTicket ticket) {
        return pay(ticket, null, null);
    }

    public Answer pay(PayTicket ticket, @Nullable String method, @Nullable String card) {
        var body = new LinkedHashMap<String, Object>();
        body.put("payTicket", bean(PayTickets.class).sign(ticket));
        if (method != null) {
            body.put("method", method);
        }
        if (card != null) {
            body.put("card", card);
        }
        return pay(
                ticket.payer(),
                pathOf(ticket),
                ticket.presentedAt(),
                JSON.writeValueAsString(body));
    }

    public Answer pay(UserId caller, OrderNumber packet, String body) {
        return pay(caller, pathOfPacket(packet), packet, body);
    }

    private Answer pay(UserId caller, String path, OrderNumber of, String body) {
        return call("POST", path, Operation.PAY, caller, of, Map.of(), body);
    }

    private String pathOf(PayTicket ticket) {
        return ticket.moment() == null
                ? pathOfPacket(ticket.packet())
                : pathOfMoment(ticket.moment());
    }

    private String pathOfPacket(OrderNumber packet) {
        return "/v1/packets/" + bean(PacketLinks.class).linkTo(packet) + "/payment";
    }

    private String pathOfMoment(OrderNumber moment) {
        return "/v1/moments/" + bean(PacketLinks.class).linkTo(moment) + "/payment";
    }

    public Answer payMoment(UserId caller, OrderNumber moment, String body) {
        return pay(caller, pathOfMoment(moment), moment, body);
    }

    /** Many payments in one call. */
    public JsonNode payMany(CombinedCalls.Item... items) {
        return payMany(CombinedCalls.PAYMENTS_PATH, items);
    }

    /** Of moments, by their own path. */
    public JsonNode payMany(String path, CombinedCalls.Item... items) {
        Answer answer =
                call(
                        "POST",
                        path,
                        Ticket.ofBatch(path, clock.instant()),
                        Map.of(),
                        JSON.writeValueAsString(
                                new CombinedCalls(clock.instant().toEpochMilli(), List.of(items))));
        return answer.body().path("answers");
    }

    /** One of many payments. */
    public CombinedCalls.Item item(PayTicket ticket, String more) {
        String body = "{\"payTicket\":\"" + bean(PayTickets.class).sign(ticket) + "\"" + more + "}";
        String path = pathOf(ticket);
        String digest = RequestDigest.of("POST", path, null, body.getBytes(StandardCharsets.UTF_8));
        return new CombinedCalls.Item(
                sign(
                        Ticket.of(
                                Operation.PAY,
                                ticket.payer(),
                                ticket.presentedAt(),
                                digest,
                                clock.instant())),
                60_000,
                null,
                body);
    }

    public Answer viewPayment(UserId caller, OrderNumber packet) {
        return call(
                "GET",
                "/v1/packets/" + bean(PacketLinks.class).linkTo(packet) + "/payment",
                Operation.VIEW_PAYMENT,
                caller,
                packet,
                Map.of(),
                "");
    }

    public Answer topUp(UserId user, String key, long fen, String card) {
        return topUp(
                user,
                Map.of("Idempotency-Key", key),
                String.format(Locale.ROOT, "{\"amountFen\":%d,\"card\":\"%s\"}", fen, card));
    }

    public Answer topUp(UserId user, Map<String, String> headers, String body) {
        return call("POST", "/v1/me/wallet/topups", Operation.TOP_UP, user, null, headers, body);
    }

    /** A user with this balance. */
    public UserId userWith(long fen) {
        return with(newUser(), fen);
    }

    public UserId with(UserId user, long fen) {
        Answer answer = topUp(user, "first-" + SEQUENCE.incrementAndGet(), fen, "card-good");
        assertThat(answer.status()).isEqualTo(200);
        return user;
    }

    public Answer wallet(UserId user) {
        return call("GET", "/v1/me/wallet", Operation.VIEW_WALLET, user, null, Map.of(), "");
    }

    public Answer exactWallet(UserId user) {
        return call(
                "GET", "/v1/me/wallet/change", Operation.VIEW_BALANCE, user, null, Map.of(), "");
    }

    public long balance(UserId user) {
        return exactWallet(user).body().path("changeFen").asLong(-1);
    }

    public Answer list(UserId user, String query) {
        return call(
                "GET", "/v1/me/packets" + query, Operation.LIST_PACKETS, user, null, Map.of(), "");
    }

    public Answer moments(UserId user, String query) {
        String path = "/v1/me/moments" + query;
        return call("GET", path, Operation.LIST_MOMENTS, user, null, Map.of(), "");
    }

    public Answer notifications(UserId user, String query) {
        return call(
                "GET",
                "/v1/me/notifications" + query,
                Operation.LIST_NOTIFICATIONS,
                user,
                null,
                Map.of(),
                "");
    }

    /** A stream, once its headers are there; its lines come when they come. */
    public HttpResponse<Stream<String>> stream(UserId user, String... headers) {
        String path = "/v1/me/notifications";
        String digest = RequestDigest.of("GET", path, null, new byte[0]);
        var ticket = Ticket.of(Operation.LIST_NOTIFICATIONS, user, null, digest, clock.instant());
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .header(Tickets.HEADER, sign(ticket))
                        .header("Accept", "text/event-stream")
                        .GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new AssertionError("no answer: " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it tells who asks whether it is ready. */
    public int paymentTrouble() {
        Answer ready = call("GET", "/ready", "", Map.of(), "");
        return Integer.parseInt(ready.headers().firstValue(PaymentTrouble.HEADER).orElseThrow());
    }

    /** Ends it as an operator would. */
    public void stop() {
        context.close();
    }

    public Answer transfers(UserId user, String query) {
        String path = "/v1/me/wallet/transfers" + query;
        return call("GET", path, Operation.LIST_TRANSFERS, user, null, Map.of(), "");
    }

    public Answer cards(UserId user) {
        return call("GET", "/v1/me/cards", Operation.LIST_CARDS, user, null, Map.of(), "");
    }

    public Answer bind(UserId user, String card) {
        String body = JSON.writeValueAsString(Map.of("card", card));
        return call("POST", "/v1/me/cards", Operation.BIND_CARD, user, null, Map.of(), body);
    }

    /**
     * Unbinds a card.
     *
     * @param card as the path has it
     */
    public Answer unbind(UserId user, String card) {
        String path = "/v1/me/cards/" + card;
        return call("DELETE", path, Operation.UNBIND_CARD, user, null, Map.of(), "");
    }

    /** Asks the bank, in all shards, about documents that are due; how many were decided. */
    public int retryDocuments() {
        RetryDocuments retryDocuments = bean(RetryDocuments.class);
        return bean(WalletShards.class).all().stream().mapToInt(retryDocuments::retryDue).sum();
    }

    /** As the gateway signs it. */
    public String sign(Ticket ticket) {
        return new Tickets(ServiceName.GATEWAY, bean(KeySettings.class).ticketRings())
                .sign(Hop.GATEWAY_PAY, ticket);
    }

    private Answer call(
            String method,
            String path,
            Operation operation,
            UserId user,
            @Nullable OrderNumber packet,
            Map<String, String> headers,
            String body) {
        // As it arrives: HTTP knows no blanks around a header's value.
        String key =
                headers.containsKey("Idempotency-Key")
                        ? headers.get("Idempotency-Key").strip()
                        : null;
        String digest = RequestDigest.of(method, path, key, body.getBytes(StandardCharsets.UTF_8));
        var ticket = Ticket.of(operation, user, packet, digest, clock.instant());
        return call(method, path, ticket, headers, body);
    }

    public Answer call(
            String method, String path, Ticket ticket, Map<String, String> headers, String body) {
        return call(method, path, sign(ticket), headers, body);
    }

    public Answer call(
            String method, String path, String ticket, Map<String, String> headers, String body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .timeout(Duration.ofMinutes(5))
                        .header(Tickets.HEADER, ticket)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer.headers());
        } catch (IOException e) {
            throw new AssertionError("no answer: " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Balances are sums of transfers, and what came from the bank is what its books say. */
    public void assertMoneyIsConserved() {
        BankSource books =
                () ->
                        new BankBooks(
                                bank.debited().fen(),
                                bank.debits(),
                                bank.refunded().fen(),
                                bank.refunds());
        Conservation.of(List.of(), wallets.sources())
                .withBank(books)
                .checkSettled(Duration.ofMinutes(1))
                .requireHolds(Invariant.BALANCES, Invariant.BANK);
    }
}
