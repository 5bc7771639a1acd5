package io.hongbao.packet.set;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.PacketOutcome;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.lane.PacketAmounts;
import io.hongbao.packet.lane.PacketEvents;
import io.hongbao.packet.moment.DecideMoments;
import io.hongbao.packet.moment.ViewTerms;
import io.hongbao.packet.momentlane.MomentLane.MomentShared;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.pay.PayService;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.SetSource;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.servers.TestDatabase;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.runtime.Switches;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One SET on a real database as one instance of the service has it, without HTTP and Kafka: events
 * are collected instead of published.
 */
public final class TestSet implements AutoCloseable {

    public static final SetId ID = new SetId(0);
    public static final DayKeys SEED_KEYS =
            new DayKeys(
                    Map.of(LocalDate.of(2020, 1, 1), SecretKey.of("local-only-seed-key-of-tests")));
    public static final TimeoutSettings CALLS =
            new TimeoutSettings(
                    Duration.ofSeconds(3), Duration.ofMillis(900), Duration.ofMillis(400), 3);

    /** For tests that break connections, and ask what becomes of it without a breaker. */
    static final BreakerSettings NEVER_OUT =
            new BreakerSettings(
                    1_000,
                    1_000,
                    100,
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    List.of(100),
                    Duration.ofSeconds(1));

    /** Of views, in parts per million. */
    static final int FREE_RATE = 100_000;

    static final ViewTerms VIEW_TERMS = new ViewTerms(Duration.ofHours(24), Duration.ofMinutes(15));

    static final TableOwners ALONE = new TableOwners(null, 2, LiveInstances.of(List.of()));

    static final long REMEMBERED_MAX = 1_000_000;

    /**
     * Longer than any machine stands still: what a test asks for is answered, however long it
     * takes.
     */
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final Duration CALL_MAX = Duration.ofMinutes(3);
    private static final AtomicLong KEYS = new AtomicLong();

    private final SetId id;
    private final TestDatabase database;
    private final SetHandle handle;
    private final Queue<OutboxEvent> events;

    private TestSet(SetId id, TestDatabase database, SetHandle handle, Queue<OutboxEvent> events) {
        this.id = id;
        this.database = database;
        this.handle = handle;
        this.events = events;
    }

    /** Opens the SET on this database; makes its schema if it is not there. */
    public static TestSet on(TestDatabase database) {
        return on(database, database.url());
    }

    /** The same, reached through another URL: a proxy's. */
    public static TestSet on(TestDatabase database, String url) {
        return on(ID, database, url);
    }

    /** The same as one of several SETs. */
    public static TestSet on(SetId id, TestDatabase database, String url) {
        return on(new SetEntry(id, url, "test", "a", 1, true), database, ALONE);
    }

    /** The SET as one of several instances has it. */
    static TestSet on(TestDatabase database, TableOwners owners) {
        return on(new SetEntry(ID, database.url(), "test", "a", 1, true), database, owners);
    }

    private static TestSet on(SetEntry entry, TestDatabase database, TableOwners owners) {
        return on(entry, database, owners, ANSWER_MAX, NEVER_OUT);
    }

    /** The SET with these limits. */
    static TestSet on(TestDatabase database, Duration answerMax, BreakerSettings breaker) {
        return on(
                new SetEntry(ID, database.url(), "test", "a", 1, true),
                database,
                ALONE,
                answerMax,
                breaker);
    }

    private static TestSet on(
            SetEntry entry,
            TestDatabase database,
            TableOwners owners,
            Duration answerMax,
            BreakerSettings breaker) {
        var events = new ConcurrentLinkedQueue<OutboxEvent>();
        var connectSet =
                new ConnectSet(
                        settings(database, answerMax),
                        shared(events, breaker, owners, Set::of),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry());
        try {
            return new TestSet(
                    entry.id(),
                    database,
                    connectSet.start(connectSet.connect(entry), REMEMBERED_MAX),
                    events);
        } catch (SQLException e) {
            throw new IllegalStateException("SET not connected", e);
        }
    }

    static ConnectSet.SetContext shared(Queue<OutboxEvent> events, BreakerSettings breaker) {
        return shared(events, breaker, ALONE, Set::of);
    }

    static ConnectSet.SetContext shared(
            Queue<OutboxEvent> events,
            BreakerSettings breaker,
            TableOwners owners,
            PayService payService) {
        var signEvents =
                new SignEvents(
                        new EventSignatures(
                                new KeyRing(
                                        "t",
                                        Map.of(
                                                "t",
                                                SecretKey.of("local-only-event-key-of-tests")))));
        return new ConnectSet.SetContext(
                new PacketAmounts(SEED_KEYS, new SimpleMeterRegistry()),
                new PacketEvents(signEvents),
                collecting(events),
                owners,
                breaker,
                payService,
                new MomentShared(
                        new DecideMoments.Rules(SEED_KEYS, () -> FREE_RATE, VIEW_TERMS),
                        signEvents));
    }

    /** What a packet service takes that knows the gateway's key. */
    public static Tickets tickets() {
        SecretKey key = SecretKey.of("local-only-ticket-key-of-these-tests");
        return new Tickets(
                ServiceName.PACKET_SERVICE,
                Map.of(Hop.GATEWAY_PACKET, new KeyRing("t", Map.of("t", key))));
    }

    /** Of a process that is never overloaded. */
    public static Admission admission(Clock clock) {
        return new Admission(
                () -> AdmissionRank.ALL,
                new Switches(() -> RuntimeSettings.NONE),
                clock,
                new SimpleMeterRegistry());
    }

    /** A service that has no SET at all. */
    public static SetRouter noSets() {
        var registry = new SimpleMeterRegistry();
        var nowhere = new TestDatabase("unused", "unused", "unused", "unused");
        SetSettings settings = settings(nowhere, ANSWER_MAX);
        return new SetRouter(
                WatchedSets.fixed(new SetCatalogue(List.of()), Clock.systemUTC()),
                new ConnectSet(
                        settings,
                        shared(new ConcurrentLinkedQueue<>(), NEVER_OUT),
                        Clock.systemUTC(),
                        registry),
                settings,
                new SetMeters(registry),
                Clock.systemUTC());
    }

    static SetSettings settings(TestDatabase database, Duration answerMax) {
        return settings(database, answerMax, REMEMBERED_MAX);
    }

    /**
     * What is remembered is trusted, and what is committed is the relay's alone, for a whole test.
     */
    static SetSettings settings(TestDatabase database, Duration answerMax, long rememberedMax) {
        return new SetSettings(
                Path.of("unused"),
                database.user(),
                database.password(),
                4,
                2,
                20_000,
                256,
                1_000,
                rememberedMax,
                Duration.ofMinutes(30),
                ANSWER_MAX,
                answerMax,
                Duration.ofSeconds(1),
                Duration.ofSeconds(90),
                1_000_000,
                Duration.ofMinutes(30));
    }

    private static EventPublisher collecting(Queue<OutboxEvent> events) {
        return published -> {
            events.addAll(published);
            var all = new BitSet();
            all.set(0, published.size());
            return all;
        };
    }

    public TestDatabase database() {
        return database;
    }

    public SetHandle handle() {
        return handle;
    }

    /** Events published so far, of one type. */
    public List<OutboxEvent> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    public Connection connect() throws SQLException {
        return database.connect();
    }

    /** With the properties of a lane's connection, but each statement is a commit. */
    public Connection connectAsLane() throws SQLException {
        return new MysqlSource(
                        database.url(), database.user(), database.password(), SessionLimits.DEFAULT)
                .connect();
    }

    /** A draft of a lucky packet that lives long. */
    public static Draft lucky(long totalFen, int shares) {
        return lucky(totalFen, shares, Duration.ofHours(24));
    }

    public static Draft lucky(long totalFen, int shares, Duration lifetime) {
        return new Draft(
                PacketKind.LUCKY,
                new Money(totalFen),
                shares,
                "恭喜发财",
                List.of(),
                lifetime,
                Duration.ofMinutes(15));
    }

    /** Wraps with a key of its own; the table goes by the key. */
    public PacketState wrap(UserId sender, Draft draft) {
        return ((WrapOutcome.Wrapped) await(submit(wrapCommand(sender, newKey(), draft)))).packet();
    }

    public static IdempotencyKey newKey() {
        return new IdempotencyKey("key-" + KEYS.incrementAndGet());
    }

    public static PacketCommand.Wrap wrapCommand(UserId sender, IdempotencyKey key, Draft draft) {
        return wrapCommand(
                new WrapKey(sender, key), draft, Math.floorMod(key.hashCode(), OrderNumber.TABLES));
    }

    public static PacketCommand.Wrap wrapCommand(WrapKey key, Draft draft, int table) {
        return new PacketCommand.Wrap(key, draft, WrapFingerprint.ofText(draft.toString()), table);
    }

    /** Wraps and pays now. */
    public PacketState active(UserId sender, Draft draft) {
        PacketState packet = wrap(sender, draft);
        await(submit(payment(packet, now())));
        return packet;
    }

    public static PacketCommand.Activate payment(PacketState packet, Instant paidAt) {
        return new PacketCommand.Activate(
                packet.number(),
                packet.terms().sender(),
                packet.terms().total(),
                packet.terms().wrapKey(),
                paidAt);
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    public OpenOutcome open(PacketState packet, long user) {
        return await(submit(new PacketCommand.Open(packet.number(), new UserId(user))));
    }

    public ActivateOutcome activate(PacketState packet, Instant paidAt) {
        return await(submit(payment(packet, paidAt)));
    }

    public ExpireOutcome expire(PacketState packet) {
        return await(submit(new PacketCommand.Expire(packet.number())));
    }

    public <R extends PacketOutcome> CompletableFuture<R> submit(PacketCommand<R> command) {
        return handle.lanes().submit(command, Instant.now().plus(CALL_MAX));
    }

    public static <R> R await(CompletableFuture<R> answer) {
        return LaneAnswers.await(answer, CALL_MAX);
    }

    /** The packet as committed. */
    public PacketState stored(PacketState packet) {
        Optional<PacketState> found =
                await(handle.lanes().read(packet.number(), Instant.now().plus(CALL_MAX)));
        return found.orElseThrow();
    }

    /** Moves all of a packet's times into the past, as if it had been made that much earlier. */
    public void age(PacketState packet, Duration by) {
        int table = packet.number().table();
        try (Connection connection = connect();
                var update =
                        connection.prepareStatement(
                                String.format(
                                        Locale.ROOT,
                                        """
                                        update send_order_%1$d o
                                        left join receive_order_%1$d r on r.order_no = o.order_no
                                        set o.created_at = o.created_at - interval ? second,
                                            o.pay_by = o.pay_by - interval ? second,
                                            o.paid_at = o.paid_at - interval ? second,
                                            o.expires_at = o.expires_at - interval ? second,
                                            o.due_at = o.due_at - interval ? second,
                                            r.opened_at = r.opened_at - interval ? second,
                                            o.version = o.version + 1
                                        where o.order_no = ?
                                        """,
                                        table))) {
            for (int i = 1; i <= 6; i++) {
                update.setLong(i, by.toSeconds());
            }
            update.setString(7, packet.number().value());
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("no such packet: " + packet.number());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all that was committed is published and deleted. */
    public void awaitEmptyOutbox() {
        Eventually.isTrue(
                "the outbox is empty",
                CALL_MAX,
                () -> {
                    try (Connection connection = connect();
                            var statement = connection.createStatement();
                            var rows = statement.executeQuery("select count(*) from outbox")) {
                        return rows.next() && rows.getInt(1) == 0;
                    }
                });
    }

    /** Publishes what is left in the outbox, as the sweeper does once it is old enough. */
    public void sweepAll() {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update outbox set created_at = created_at - interval 1 hour");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        handle.sweep();
    }

    /** Ends every test that moves money: invariant 1, amounts recomputed from the seeds. */
    public void checkConservation() {
        checkConservation(List.of(source(id, database)));
    }

    static SetSource source(SetId id, TestDatabase database) {
        return new SetSource(id, database.url(), database.user(), database.password());
    }

    static void checkConservation(List<SetSource> sets) {
        Conservation.of(sets, List.of())
                .withSeeds(SEED_KEYS)
                .check()
                .requireHolds(Invariant.PACKETS);
    }

    @Override
    public void close() {
        handle.close();
    }
}
