package io.hongbao.ledgerconsumer;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.NotificationKind;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.notification.Notifications;
import io.hongbao.ledger.schema.WalletSchema;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.PostOutcome;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.WalletSource;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A SET that is played, two wallet shards on servers of their own, and the ledger consumer, which
 * can be stopped and started.
 */
final class ConsumerSuite implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration IDLE_MAX = Duration.ofSeconds(5);
    private static final String USER = "hongbao";
    private static final String PASSWORD = SecretKey.LOCAL_ONLY_PREFIX + "hongbao";

    final PlayedSet set = new PlayedSet();
    final MariaDbServer wallet0;
    final MariaDbServer wallet1;

    private final Path walletsFile;
    private final Path runtimeFile;
    private final LedgerWrites ledger = new LedgerWrites(Clock.systemUTC());
    private final String kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private Optional<ConfigurableApplicationContext> running = Optional.empty();

    /** The key ring of {@code hongbao-local.yaml}. */
    private final EventSignatures signatures =
            signatures("local", "local-only-packet-event-key-of-a-laptop");

    /** The only one of this JVM: it reads all that there is in its broker. */
    ConsumerSuite(Path directory) {
        this(directory, SharedKafka.bootstrapServers());
    }

    /** {@code kafka}: a broker of its own. */
    ConsumerSuite(Path directory, String kafka) {
        this.kafka = kafka;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        wallet0 = wallet(directory.resolve("wallet-0"));
        wallet1 = wallet(directory.resolve("wallet-1"));
        walletsFile = directory.resolve("wallets.yaml");
        runtimeFile = directory.resolve("runtime.yaml");
        try {
            Files.writeString(
                    walletsFile,
                    String.format(
                            Locale.ROOT,
                            """
                            wallets:
                              - {id: wallet-0, url: "%s", slots: 0-49, new: true}
                              - {id: wallet-1, url: "%s", slots: 50-99, new: true}
                            """,
                            wallet0.url("wallet"),
                            wallet1.url("wallet")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MariaDbServer wallet(Path directory) {
        MariaDbServer server = MariaDbServer.start(directory);
        server.createUser(USER, PASSWORD);
        server.createDatabase("wallet");
        WalletSchema.migrate(server.url("wallet"), USER, PASSWORD);
        return server;
    }

    ConfigurableApplicationContext start(String... more) {
        var context =
                new SpringApplicationBuilder(LedgerConsumerApplication.class).run(arguments(more));
        running = Optional.of(context);
        return context;
    }

    void stop() {
        running.ifPresent(ConfigurableApplicationContext::close);
        running = Optional.empty();
    }

    /** As an operator writes it, while the service runs or not. */
    void set(RuntimeSettings settings) {
        try {
            Files.writeString(runtimeFile, settings.yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String[] arguments(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.profiles.active=local",
                                "--server.port=0",
                                "--management.server.port=0",
                                "--spring.kafka.bootstrap-servers=" + kafka,
                                "--hongbao.wallets.file=" + walletsFile,
                                "--hongbao.runtime.file=" + runtimeFile,
                                "--hongbao.catalogue.poll=20ms",
                                "--hongbao.posting.concurrency=3",
                                // Longer than a machine stands still, and short enough to see
                                // that nobody else waits for a shard that hangs.
                                "--hongbao.wallets.answer-max=8s",
                                "--spring.kafka.consumer.properties[session.timeout.ms]=45000",
                                "--hongbao.wallets.probe-pause-max=500ms"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** A packet that is paid: topped up, money in escrow, active in its SET. */
    PlayedSet.Packet paidPacket(UserId sender, long totalFen, int shares) {
        OrderNumber number = set.nextNumber();
        var wrap = new WrapId(sender, new IdempotencyKey("wrap-" + number));
        post(
                sender,
                Transfer.topUp(
                        sender,
                        new IdempotencyKey("for-" + number),
                        new Money(totalFen),
                        PlayedSet.NOON),
                Transfer.packetPay(
                        number, Account.of(sender), new Money(totalFen), wrap, PlayedSet.NOON));
        return set.activate(number, sender, totalFen, shares);
    }

    /** What is told of a new moment that one viewer has seen. */
    List<PlayedSet.Event> seenMoment(UserId poster, UserId viewer, long fen) {
        return set.seenMoment(set.nextNumber(), poster, viewer, fen);
    }

    private void post(UserId user, Transfer... transfers) {
        var limits = new SessionLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, IDLE_MAX);
        var source = new MysqlSource(server(user).url("wallet"), USER, PASSWORD, limits);
        try (var connection =
                new LaneConnection("test", source, limits, new SimpleMeterRegistry())) {
            if (!ledger.post(connection, List.of(transfers)).stream()
                    .allMatch(PostOutcome.Posted.class::isInstance)) {
                throw new IllegalStateException("must be posted: " + List.of(transfers));
            }
        }
    }

    private MariaDbServer server(UserId user) {
        return WalletSlot.of(user).number() < 50 ? wallet0 : wallet1;
    }

    void publish(List<PlayedSet.Event> events) {
        events.forEach(event -> publish(event, signatures));
    }

    void publish(PlayedSet.Event event, EventSignatures signedBy) {
        send(event, signedBy.sign(event.type(), event.groups(), event.json()));
    }

    /** What is sent by one thread stays in its order. */
    void send(PlayedSet.Event event, String signature) {
        var record =
                new ProducerRecord<>(
                        event.type().equals(NotificationV1.TYPE)
                                ? Topics.NOTIFICATIONS
                                : Topics.PACKETS,
                        Topics.partitionOf(WalletSlot.of(event.user())),
                        bytes(event.key()),
                        bytes(event.json()));
        record.headers()
                .add(Topics.TYPE_HEADER, bytes(event.type()))
                .add(Topics.GROUPS_HEADER, bytes(event.groups()))
                .add(Topics.SIGNATURE_HEADER, bytes(signature));
        sent.add(producer.send(record));
    }

    /** Empty for users without a balance. */
    Optional<Long> balance(UserId user) throws SQLException {
        return number(user, "select balance_fen from balance where user_id = " + user);
    }

    long records(UserId user, String direction) throws SQLException {
        return number(
                        user,
                        "select count(*) from user_record where user_id = "
                                + user
                                + " and direction = '"
                                + direction
                                + "'")
                .orElseThrow();
    }

    /** What a user was told, in order. */
    List<NotificationKind> told(UserId user) throws SQLException {
        String url = server(user).url("wallet");
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD)) {
            return new Notifications(Clock.systemUTC())
                    .after(connection, user, 0).stream()
                            .map(each -> each.notification().kind())
                            .toList();
        }
    }

    private Optional<Long> number(UserId user, String select) throws SQLException {
        String url = server(user).url("wallet");
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                var found = connection.createStatement().executeQuery(select)) {
            return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
        }
    }

    /** Waits until everything is posted; then nothing may be lost, doubled or made. */
    void requireConservation() {
        producer.flush();
        if (!sent.stream().allMatch(each -> each.state() == Future.State.SUCCESS)) {
            throw new IllegalStateException("must all be published");
        }
        conservation()
                .checkSettled(PATIENCE)
                .requireHolds(Invariant.PACKETS, Invariant.BALANCES, Invariant.ESCROW);
    }

    Conservation conservation() {
        return Conservation.of(
                List.of(set.source()),
                List.of(source("wallet-0", wallet0, 0), source("wallet-1", wallet1, 50)));
    }

    private static WalletSource source(String name, MariaDbServer server, int slotFrom) {
        return new WalletSource(
                name, server.url("wallet"), USER, PASSWORD, slotFrom, slotFrom + 49);
    }

    /** All dead letters of a group, so far. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(String group) {
        var partition = new TopicPartition(Topics.deadLettersOf(group), 0);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    static EventSignatures signatures(String keyId, String secret) {
        return new EventSignatures(new KeyRing(keyId, Map.of(keyId, SecretKey.of(secret))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stop();
        producer.close();
        wallet0.kill();
        wallet1.kill();
    }
}
