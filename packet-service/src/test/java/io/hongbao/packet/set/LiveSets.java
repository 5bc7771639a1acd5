package io.hongbao.packet.set;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.PacketOutcome;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.pay.PayService;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** The SETs of one instance, as a {@code sets.yaml} names them that a test writes. */
final class LiveSets implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(3);
    private static final UserId SENDER = new UserId(1001);
    private static final long REMEMBERED_MAX = 1_000_000;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path file;
    private final WatchedSets catalogue;
    private final SetRouter router;
    private final MeterRegistry registry = new SimpleMeterRegistry();

    /** One entry of the file. */
    record Entry(int id, String url, int weight, boolean isNew) {

        Entry(int id, String url, int weight) {
            this(id, url, weight, true);
        }

        static Entry of(int id, TestDatabase database, int weight) {
            return new Entry(id, database.url(), weight);
        }

        private String yaml() {
            return String.format(
                    Locale.ROOT,
                    "  - {id: \"%03d\", url: \"%s\", city: x, zone: a, weight: %d, new: %b}",
                    id,
                    url,
                    weight,
                    isNew);
        }
    }

    private LiveSets(
            PayService payService,
            Path directory,
            TestDatabase access,
            long rememberedMax,
            Entry... entries) {
        file = directory.resolve("sets.yaml");
        write(entries);
        SetSettings settings = TestSet.settings(access, TestSet.ANSWER_MAX, rememberedMax);
        catalogue = WatchedSets.read(file, POLL, Clock.systemUTC());
        var connectSet =
                new ConnectSet(
                        settings,
                        TestSet.shared(
                                new ConcurrentLinkedQueue<>(),
                                TestSet.NEVER_OUT,
                                TestSet.ALONE,
                                payService),
                        Clock.systemUTC(),
                        registry);
        router =
                new SetRouter(
                        catalogue,
                        connectSet,
                        settings,
                        new SetMeters(registry),
                        Clock.systemUTC());
        router.start();
    }

    /** Waits until all are open. */
    private LiveSets opened() {
        Eventually.isTrue(
                "all SETs are open",
                LIMIT,
                () -> router.connected().size() == current().sets().size());
        return this;
    }

    /** Starts with these; {@code access} tells user and password of all. */
    static LiveSets start(Path directory, TestDatabase access, Entry... entries) {
        return new LiveSets(Set::of, directory, access, REMEMBERED_MAX, entries).opened();
    }

    /** The same, when not all of them can be opened. */
    static LiveSets startPartly(Path directory, TestDatabase access, Entry... entries) {
        return asking(Set::of, directory, access, entries);
    }

    /** The same, with a pay service that answers so. */
    static LiveSets asking(
            PayService payService, Path directory, TestDatabase access, Entry... entries) {
        return new LiveSets(payService, directory, access, REMEMBERED_MAX, entries);
    }

    static LiveSets remembering(
            long rememberedMax, Path directory, TestDatabase access, Entry... entries) {
        return new LiveSets(Set::of, directory, access, rememberedMax, entries).opened();
    }

    void write(Entry... entries) {
        write("", entries);
    }

    void writeLost(int lost, Entry... entries) {
        write(String.format(Locale.ROOT, "  - {id: \"%03d\", lost: true}\n", lost), entries);
    }

    private void write(String more, Entry... entries) {
        String text =
                Arrays.stream(entries)
                        .map(Entry::yaml)
                        .collect(Collectors.joining("\n", "sets:\n", "\n" + more));
        try {
            Path next = file.resolveSibling("next.yaml");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until exactly this counts. */
    void awaitWeights(Map<Integer, Integer> weights) {
        var expected = new HashMap<SetId, Integer>();
        weights.forEach((id, weight) -> expected.put(new SetId(id), weight));
        Eventually.passes(
                "the catalogue",
                LIMIT,
                () -> {
                    Assertions.assertThat(current().weights()).isEqualTo(expected);
                    Assertions.assertThat(catalogue.refusal()).isEmpty();
                });
    }

    /** Waits until the file is refused for this reason. */
    void awaitRefusal(String... parts) {
        Eventually.passes(
                "the refusal",
                LIMIT,
                () ->
                        Assertions.assertThat(catalogue.refusal().orElseThrow().reason())
                                .contains(parts));
    }

    /** Waits until the SET is open at this address. */
    void awaitOpen(int set, String url) {
        Eventually.passes(
                "the SET at its address",
                LIMIT,
                () -> Assertions.assertThat(handle(set).entry().url()).isEqualTo(url));
    }

    SetRouter router() {
        return router;
    }

    /** Waits until the SET could not be opened for this reason. */
    void awaitNotOpen(SetId set, String reason) {
        Eventually.passes(
                "why it is not open",
                LIMIT,
                () -> Assertions.assertThat(state(set).notConnectedBecause()).contains(reason));
    }

    SetState state(SetId set) {
        return Optional.ofNullable(router.states().get(set)).orElseThrow();
    }

    SetCatalogue current() {
        return catalogue.current();
    }

    MeterRegistry registry() {
        return registry;
    }

    SetHandle handle(int set) {
        return router.find(new SetId(set)).orElseThrow();
    }

    /** On the SET that the weights of this moment name; heals nothing. */
    PacketState wrap() {
        IdempotencyKey key = TestSet.newKey();
        TablePlace place = WrapPlaces.ranked(SENDER, key, router.weights()).getFirst();
        return wrapOn(place, key);
    }

    PacketState wrapOn(int set) {
        return wrapOn(new TablePlace(new SetId(set), 3), TestSet.newKey());
    }

    private PacketState wrapOn(TablePlace place, IdempotencyKey key) {
        var draft = TestSet.lucky(100, 3);
        var command =
                new PacketCommand.Wrap(
                        new WrapKey(SENDER, key),
                        draft,
                        WrapFingerprint.ofText(draft.toString()),
                        place.table());
        var answer =
                router.find(place.set())
                        .orElseThrow(() -> new IllegalStateException("not open: " + place))
                        .lanes()
                        .submit(command, Instant.now().plus(LIMIT));
        return ((WrapOutcome.Wrapped) TestSet.await(answer)).packet();
    }

    void activate(PacketState packet) {
        submit(packet, TestSet.payment(packet, TestSet.now()));
    }

    <R extends PacketOutcome> R submit(PacketState packet, PacketCommand<R> command) {
        return TestSet.await(
                router.find(packet.number().set())
                        .orElseThrow()
                        .lanes()
                        .submit(command, Instant.now().plus(LIMIT)));
    }

    /** All orders that are in a database, by its own account. */
    static Set<OrderNumber> ordersIn(TestDatabase database) throws SQLException {
        var orders = new HashSet<OrderNumber>();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                try (var rows =
                        statement.executeQuery("select order_no from send_order_" + table)) {
                    while (rows.next()) {
                        orders.add(OrderNumber.parse(rows.getString(1)).orElseThrow());
                    }
                }
            }
        }
        return orders;
    }

    @Override
    public void close() {
        router.stop();
    }
}
