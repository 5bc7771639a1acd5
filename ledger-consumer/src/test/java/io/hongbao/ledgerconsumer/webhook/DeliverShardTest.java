package io.hongbao.ledgerconsumer.webhook;

import static io.hongbao.contracts.event.NotificationKind.PACKET_FINISHED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_CONFIRMED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_FAILED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_REFUNDED;
import static io.hongbao.contracts.event.NotificationKind.PAYMENT_UNCLEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.Notification.Luckiest;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.schema.WalletSchema;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.TellUsers;
import io.hongbao.ledger.webhook.Lease;
import io.hongbao.ledger.webhook.WebhookQueue;
import io.hongbao.ledger.webhook.WebhookState;
import io.hongbao.ledger.webhook.Webhooks;
import io.hongbao.ledgerconsumer.webhook.DeliverShard.Shard;
import io.hongbao.ledgerconsumer.webhook.TestReceiver.Reaction;
import io.hongbao.ledgerconsumer.webhook.TestReceiver.Received;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.serving.json.StrictJsonConfig;
import io.hongbao.testkit.cases.Checkout;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeliverShardTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123Z");
    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);
    private static final byte[] SECRET = "a secret of the webhook, 32 bytes".getBytes(UTF_8);
    private static final SessionLimits PATIENT =
            new SessionLimits(
                    PATIENCE, PATIENCE, PATIENCE, Duration.ofMinutes(10), Duration.ofMinutes(5));

    private final MovableClock clock = new MovableClock(NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestDatabase database = SharedMariaDb.newDatabase();
    private final TestReceiver product = new TestReceiver(SECRET);
    private final JsonMapper json = jsonOfTheService();
    private final PacketLinks links =
            new PacketLinks(
                    new DayKeys(
                            Map.of(
                                    LocalDate.of(2026, 1, 1),
                                    SecretKey.of("local-only-link-key-of-a-laptop"))));
    private final LedgerWrites writes = new LedgerWrites(clock);
    private final TellUsers tellUsers = new TellUsers(clock);
    private final List<Thread> threads = new ArrayList<>();
    private final List<DeliverShard> loops = new ArrayList<>();
    private final List<WebhookReceiver> receivers = new ArrayList<>();

    private WebhookSettings settings = settings(Duration.ofSeconds(20));
    private LaneConnection connection = connection();
    private int shares;

    @BeforeEach
    void switchOn() {
        WalletSchema.migrate(database.url(), database.user(), database.password());
        connection.inTransaction(session -> queue().round(session, List.of(), 0));
    }

    @AfterEach
    void stop() throws InterruptedException {
        loops.forEach(DeliverShard::stop);
        for (Thread each : threads) {
            assertThat(each.join(PATIENCE)).as("stopped").isTrue();
        }
        receivers.forEach(WebhookReceiver::close);
        connection.close();
        product.close();
        assertThat(product.forged()).isEmpty();
    }

    private static JsonMapper jsonOfTheService() {
        var mapper = new CompletableFuture<JsonMapper>();
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                JacksonAutoConfiguration.class, StrictJsonConfig.class))
                .run(context -> mapper.complete(context.getBean(JsonMapper.class)));
        return mapper.join();
    }

    private WebhookSettings settings(Duration answerMax) {
        return new WebhookSettings(
                product.url(),
                "2026",
                Base64.getEncoder().encodeToString(SECRET),
                false,
                Duration.ofSeconds(20),
                answerMax,
                4,
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                Duration.ofHours(24));
    }

    private LaneConnection connection() {
        return new LaneConnection(
                "test",
                new MysqlSource(database.url(), database.user(), database.password(), PATIENT),
                PATIENT,
                registry);
    }

    private WebhookQueue queue() {
        return new WebhookQueue(settings.limits(), clock, new Random(1));
    }

    private DeliverUser deliverUser(URI url) {
        var receiver = new WebhookReceiver(url, settings, clock);
        receivers.add(receiver);
        return new DeliverUser(receiver, links, json, settings.answerMax(), registry);
    }

    /** As an instance of the consumer does. */
    private void startInstance() {
        var loop =
                new DeliverShard(
                        new Shard("wallet-0", () -> true, connection()),
                        queue(),
                        new Notifications(clock),
                        deliverUser(product.url()),
                        settings.concurrency());
        loops.add(loop);
        threads.add(Thread.ofVirtual().start(loop));
    }

    private static OrderNumber packet(long sequence) {
        return OrderNumber.of(LocalDate.of(2026, 11, 21), sequence, new SetId(0), 0);
    }

    private void credit(UserId... users) {
        writes.post(
                connection,
                List.of(users).stream()
                        .map(user ->
                                Transfer.shareCredit(packet(1), shares++, user, new Money(1), NOON))
                        .toList());
    }

    private WebhookState state() {
        return connection.read(Webhooks::state).orElseThrow();
    }

    private void eventually(Eventually.Check check) {
        Eventually.passes("what the product has", PATIENCE, check);
    }

    private List<String> taken() {
        return product.taken().stream().map(Received::id).toList();
    }

    private double posts(String outcome) {
        return registry.get("hongbao.webhook.posts").tag("outcome", outcome).counter().count();
    }

    private double gauge(String name) {
        return registry.get("hongbao.webhook." + name).tag("shard", "wallet-0").gauge().value();
    }

    private Function<JsonNode, Reaction> first(int times, Reaction reaction) {
        var calls = new AtomicInteger();
        return _ -> calls.getAndIncrement() < times ? reaction : Reaction.TAKES;
    }

    private static Notification ofDocument(NotificationKind kind) {
        return new Notification(
                LI, kind, packet(7) + ".1", packet(7), null, new Money(8_88), null, NOON);
    }

    private static Notification finished(Luckiest luckiest) {
        return new Notification(
                LI,
                PACKET_FINISHED,
                packet(7).value(),
                packet(7),
                null,
                new Money(8_88),
                luckiest,
                NOON);
    }

    private void tellAllSteps() {
        tellUsers.tellOnce(
                connection,
                List.of(
                        ofDocument(PAYMENT_UNCLEAR),
                        ofDocument(PAYMENT_CONFIRMED),
                        ofDocument(PAYMENT_FAILED),
                        ofDocument(PAYMENT_REFUNDED)));
        new Records(tellUsers)
                .add(
                        connection,
                        List.of(
                                UserRecord.sent(
                                        LI,
                                        packet(7),
                                        PacketKind.LUCKY,
                                        new Money(8_88),
                                        2,
                                        NOON,
                                        "")));
        writes.post(
                connection, List.of(Transfer.shareCredit(packet(7), 0, LI, new Money(6_00), NOON)));
        tellUsers.tellOnce(connection, List.of(finished(new Luckiest(LI, new Money(6_00)))));
        writes.post(
                connection, List.of(Transfer.packetRefund(packet(8), LI, new Money(1_00), NOON)));
        tellUsers.tellOnce(
                connection,
                List.of(
                        new Notification(
                                LI,
                                PAYMENT_CONFIRMED,
                                "topup:1001:first",
                                null,
                                new IdempotencyKey("first"),
                                new Money(9_00),
                                null,
                                NOON)));
    }

    /** The examples of the guide, so that it cannot say anything else. */
    private static List<JsonNode> examples() throws IOException {
        String guide = Files.readString(Checkout.file("docs/WEBHOOK.md"));
        return Pattern.compile("```json\n(\\{\"eventId.*?)\n```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    @Test
    void each_step_is_delivered_once_in_order_as_the_guide_shows_it() throws IOException {
        tellAllSteps();

        startInstance();

        eventually(() -> assertThat(product.taken()).hasSize(9));
        assertThat(product.taken()).extracting(Received::event).isEqualTo(examples());
        assertThat(product.taken())
                .allSatisfy(each -> {
                    assertThat(each.timestamp()).isEqualTo(NOON.getEpochSecond());
                    assertThat(each.keyId()).isEqualTo("2026");
                });
        assertThat(product.received()).hasSize(9);
        eventually(() -> assertThat(connection.read(Webhooks::backlog).users()).isZero());
        assertThat(posts("delivered")).isEqualTo(9);
    }

    @Test
    void the_worked_example_of_the_guide_has_the_signature_that_we_make() throws IOException {
        String guide = Files.readString(Checkout.file("docs/WEBHOOK.md"));
        String secret = after(guide, "secret: ");
        String timestamp = after(guide, "Hongbao-Timestamp: ");
        byte[] body = after(guide, "body: ").getBytes(UTF_8);

        String signature = WebhookReceiver.signature(SecretKey.of(secret), timestamp, body);

        assertThat(after(guide, "Hongbao-Signature: ")).isEqualTo(signature);
        assertThat(TestReceiver.sign(Base64.getDecoder().decode(secret), timestamp, body))
                .isEqualTo(signature);
    }

    private static String after(String guide, String name) {
        return guide.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(value = Reaction.class, names = "TAKES", mode = EnumSource.Mode.EXCLUDE)
    void what_is_not_taken_is_posted_again_and_then_what_follows(Reaction reaction) {
        if (reaction.name().startsWith("NEVER")) {
            settings = settings(Duration.ofSeconds(2));
        }
        product.reacts(first(2, reaction));
        credit(LI, LI);

        startInstance();

        eventually(() -> {
            clock.advance(Duration.ofMillis(100));
            // A slow machine may answer in time, and not be heard in time.
            assertThat(taken().stream().distinct()).containsExactly("1001-1", "1001-2");
        });
        assertThat(product.received())
                .extracting(Received::id)
                .startsWith("1001-1", "1001-1", "1001-1");
        assertThat(posts("failed")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void nobody_waits_for_a_user_whose_event_the_product_refuses() {
        product.reacts(event ->
                event.path("userId").asString("").equals("1001") ? Reaction.FAILS : Reaction.TAKES);
        credit(LI, LI, WANG);

        startInstance();
        credit(WANG);

        eventually(() -> assertThat(taken()).containsExactly("1002-1", "1002-2"));
        assertThat(product.received()).extracting(Received::id).doesNotContain("1001-2");
    }

    @Test
    void after_a_kill_between_answer_and_mark_the_same_event_is_posted_again() {
        credit(LI);
        Lease lease =
                connection
                        .inTransaction(session -> queue().round(session, List.of(), 1))
                        .leases()
                        .getFirst();
        deliverUser(product.url())
                .deliver(
                        lease,
                        connection
                                .read(session ->
                                        new Notifications(clock)
                                                .of(session, List.of(lease.numbers())))
                                .getOrDefault(LI, List.of()));
        assertThat(taken()).containsExactly("1001-1");

        startInstance();
        clock.advance(settings.limits().lease());

        eventually(() -> assertThat(taken()).containsExactly("1001-1", "1001-1"));
        eventually(() -> assertThat(connection.read(Webhooks::backlog).users()).isZero());
    }

    @Test
    void an_instance_that_stops_notes_what_it_delivered() throws InterruptedException {
        credit(LI, WANG);
        startInstance();
        eventually(() -> assertThat(taken()).hasSize(2));

        loops.getFirst().stop();
        assertThat(threads.getFirst().join(PATIENCE)).isTrue();

        assertThat(connection.read(Webhooks::backlog).users()).isZero();
    }

    @Test
    void a_product_that_takes_nothing_for_a_day_is_posted_nothing_until_a_replay() {
        product.reacts(Reaction.FAILS);
        credit(LI);
        startInstance();
        eventually(() -> assertThat(state().failing()).isTrue());

        clock.advance(settings.disableAfter());
        eventually(() -> assertThat(state().disabled()).isTrue());
        int posted = product.received().size();
        product.reacts(Reaction.TAKES);
        clock.advance(Duration.ofHours(1));
        credit(LI);

        eventually(
                () -> assertThat(connection.read(Webhooks::backlog).notifications()).isEqualTo(2));
        assertThat(product.received()).hasSize(posted);
        connection.inTransaction(session -> Webhooks.replay(session, null, clock.instant()));
        eventually(() -> assertThat(taken()).containsExactly("1001-1", "1001-2"));
        assertThat(state().disabled()).isFalse();
    }

    @Test
    void a_replay_posts_everything_since_a_time_again_by_the_same_ids() {
        credit(LI);
        clock.advance(Duration.ofHours(1));
        Instant since = clock.instant();
        credit(LI, WANG);
        startInstance();
        eventually(() -> assertThat(taken()).hasSize(3));

        connection.inTransaction(session -> Webhooks.replay(session, since, clock.instant()));

        eventually(() ->
                assertThat(taken())
                        .containsExactlyInAnyOrder(
                                "1001-1", "1001-2", "1002-1", "1001-2", "1002-1"));
    }

    @Test
    void what_is_older_than_a_week_is_not_posted_any_more() {
        credit(LI);
        clock.advance(Notifications.KEPT.plusSeconds(1));
        credit(LI);

        startInstance();

        eventually(() -> assertThat(taken()).containsExactly("1001-2"));
        eventually(() -> assertThat(connection.read(Webhooks::backlog).users()).isZero());
    }

    @Test
    void two_instances_share_the_users_and_post_nothing_twice() {
        startInstance();
        startInstance();
        List<UserId> users = LongStream.range(2001, 2041).mapToObj(UserId::new).toList();

        for (int i = 0; i < 5; i++) {
            credit(users.toArray(UserId[]::new));
        }

        eventually(() -> assertThat(taken()).hasSize(200));
        assertThat(product.received()).hasSize(200);
        for (UserId user : users) {
            assertThat(taken().stream().filter(id -> id.startsWith(user + "-")))
                    .containsExactly(
                            user + "-1", user + "-2", user + "-3", user + "-4", user + "-5");
        }
    }

    @Test
    void how_it_gets_on_is_measured_by_instances_that_do_not_deliver_too() {
        product.reacts(Reaction.FAILS);
        credit(LI, LI, WANG);
        clock.advance(Duration.ofHours(1));
        startInstance();
        eventually(() -> assertThat(state().failing()).isTrue());
        var watch =
                new WatchShard(
                        new Shard("wallet-0", () -> true, connection()),
                        false,
                        Duration.ofMillis(20),
                        clock,
                        registry);
        assertThat(gauge("on")).isZero();

        Thread watching = Thread.ofVirtual().start(watch);

        try {
            eventually(() -> assertThat(gauge("waiting")).isEqualTo(3));
            assertThat(gauge("on")).isEqualTo(1);
            assertThat(gauge("delivers")).isZero();
            assertThat(gauge("disabled")).isZero();
            clock.advance(settings.disableAfter());
            eventually(() -> assertThat(gauge("disabled")).isEqualTo(1));
            assertThat(gauge("waiting.age.seconds"))
                    .isEqualTo((double) settings.disableAfter().toSeconds());
        } finally {
            watching.interrupt();
        }
    }
}
