package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.LiveSets.Entry;
import io.hongbao.packet.state.PacketState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SETs come, change, move and go while packets are wrapped and opened. */
final class LiveSetsTest {

    private static final SetId FIRST = new SetId(0);
    private static final SetId SECOND = new SetId(1);

    private final TestDatabase first = SharedMariaDb.newDatabase();
    private final TestDatabase second = SharedMariaDb.newDatabase();
    @TempDir private Path directory;

    @Test
    void a_set_is_added_under_load_without_an_error_and_no_order_moves() throws SQLException {
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100));
                WrapLoad load = WrapLoad.on(sets)) {
            List<PacketState> before = load.awaitMore(200);

            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 50));
            sets.awaitWeights(Map.of(0, 100, 1, 50));
            int known = load.awaitBegun().size();
            load.awaitMore(2_000);
            load.close();

            assertThat(load.errors()).isEmpty();
            assertThat(before).allMatch(packet -> packet.number().set().equals(FIRST));
            List<PacketState> after = load.wrapped().subList(known, load.wrapped().size());
            double part = (double) countOn(SECOND, after) / after.size();
            // A standard deviation is 0.01.
            assertThat(part).isEqualTo(1.0 / 3, within(0.06));
            assertThat(LiveSets.ordersIn(first))
                    .containsExactlyInAnyOrderElementsOf(numbersOn(FIRST, load.wrapped()));
            assertThat(LiveSets.ordersIn(second))
                    .containsExactlyInAnyOrderElementsOf(numbersOn(SECOND, load.wrapped()));
            assertThat(
                            sets.registry()
                                    .get("hongbao.set.orders")
                                    .tag("set", "001")
                                    .counter()
                                    .count())
                    .isEqualTo((double) countOn(SECOND, load.wrapped()));
        }
    }

    private static long countOn(SetId set, List<PacketState> packets) {
        return packets.stream().filter(packet -> packet.number().set().equals(set)).count();
    }

    private static Set<OrderNumber> numbersOn(SetId set, List<PacketState> packets) {
        return packets.stream()
                .map(PacketState::number)
                .filter(number -> number.set().equals(set))
                .collect(Collectors.toSet());
    }

    @Test
    void a_drained_set_gets_no_new_orders_and_serves_the_old_ones() {
        try (LiveSets sets =
                        LiveSets.start(
                                directory,
                                first,
                                Entry.of(0, first, 100),
                                Entry.of(1, second, 100));
                WrapLoad load = WrapLoad.on(sets)) {
            load.awaitMore(100);
            PacketState old = sets.wrapOn(0);
            sets.activate(old);

            sets.write(Entry.of(0, first, 0), Entry.of(1, second, 100));
            sets.awaitWeights(Map.of(0, 0, 1, 100));
            // Of those who chose just before.
            int known = load.awaitBegun().size();
            List<PacketState> all = load.awaitMore(200);

            assertThat(load.errors()).isEmpty();
            assertThat(countOn(FIRST, all.subList(known, all.size()))).isZero();
            assertThat(open(sets, old)).isInstanceOf(OpenOutcome.Opened.class);
            Eventually.passes(
                    "what each SET is now",
                    LiveSets.LIMIT,
                    () -> {
                        assertThat(sets.state(FIRST).kind()).isEqualTo(SetState.Kind.DRAINED);
                        assertThat(sets.state(SECOND).kind()).isEqualTo(SetState.Kind.OPEN);
                    });
        }
    }

    private static OpenOutcome open(LiveSets sets, PacketState packet) {
        return sets.submit(packet, new PacketCommand.Open(packet.number(), new UserId(7)));
    }

    @Test
    void exchanged_addresses_are_refused() {
        try (LiveSets sets =
                LiveSets.start(
                        directory, first, Entry.of(0, first, 100), Entry.of(1, second, 100))) {
            SetHandle handle = sets.handle(0);

            sets.write(Entry.of(0, second, 100), Entry.of(1, first, 100));

            sets.awaitRefusal("set=000", "must be the database of SET 000: set_identity=001");
            assertThat(sets.handle(0)).isSameAs(handle);
            assertThat(sets.wrapOn(0).number().set()).isEqualTo(FIRST);
        }
    }

    /** As after a restart with the wrong file, or a name that leads elsewhere. */
    @Test
    void a_start_with_exchanged_addresses_opens_neither() {
        LiveSets.start(directory, first, Entry.of(0, first, 100), Entry.of(1, second, 100)).close();

        try (LiveSets sets =
                LiveSets.startPartly(
                        directory, first, Entry.of(0, second, 100), Entry.of(1, first, 100))) {
            assertThat(sets.router().connected()).isEmpty();
            sets.awaitNotOpen(FIRST, "must be the database of SET 000: set_identity=001");
        }
    }

    @Test
    void a_database_that_has_orders_already_is_the_set_they_name() throws SQLException {
        Flyway.configure()
                .dataSource(first.url(), first.user(), first.password())
                .locations("classpath:db/set")
                .target("0001")
                .load()
                .migrate();
        execute(
                first,
                """
                insert into wrap_key (sender_id, idem_key, order_no, fingerprint, created_at)
                values (1001, 'key', '2026112101234567890073', repeat('x', 32), now())
                """);

        try (LiveSets sets = LiveSets.startPartly(directory, first, Entry.of(5, first, 100))) {
            sets.awaitNotOpen(new SetId(5), "must be the database of SET 005: set_identity=007");
        }
    }

    @Test
    void a_set_moves_to_another_address_under_load_without_an_error() {
        try (LiveSets sets = LiveSets.start(directory, first, Entry.of(0, first, 100));
                WrapLoad load = WrapLoad.on(sets)) {
            load.awaitMore(100);
            SetHandle before = sets.handle(0);
            String elsewhere = first.url().replace("127.0.0.1", "localhost");

            sets.write(new Entry(0, elsewhere, 100));
            sets.awaitOpen(0, elsewhere);
            load.awaitMore(100);
            Eventually.passes(
                    "the old lanes are closed",
                    LiveSets.LIMIT,
                    () ->
                            assertThatThrownBy(() -> lateWrap(before))
                                    .isInstanceOf(LaneClosed.class));
            Eventually.isTrue(
                    "the old connections are closed",
                    LiveSets.LIMIT,
                    () -> before.connections() == 0);
            load.awaitMore(100);

            assertThat(load.errors()).isEmpty();
            Eventually.passes(
                    "only the new lanes have meters",
                    LiveSets.LIMIT,
                    () ->
                            assertThat(sets.registry().find("hongbao.lane.queue.depth").gauges())
                                    .hasSize(8));
        }
    }

    private static WrapOutcome lateWrap(SetHandle handle) {
        var wrap = TestSet.wrapCommand(new UserId(1), TestSet.newKey(), TestSet.lucky(10, 1));
        return TestSet.await(handle.lanes().submit(wrap, Instant.now().plus(LiveSets.LIMIT)));
    }

    @Test
    void a_set_is_taken_out_once_nothing_is_left_in_it_and_its_meters_go_with_it()
            throws SQLException {
        try (LiveSets sets =
                LiveSets.start(directory, first, Entry.of(0, first, 100), Entry.of(1, second, 0))) {
            PacketState packet = sets.wrapOn(1);
            SetHandle handle = sets.handle(1);
            execute(
                    second,
                    """
                    insert into moment_3 (moment_no, poster_id, idem_key, fingerprint, from_fen, to_fen,
                        text, content_ref, created_at, ends_at)
                    values ('2026112100000000010013', 1, 'k', repeat('0', 32), 1, 2, '', 'picture',
                        utc_timestamp(3), utc_timestamp(3) + interval 1 hour)
                    """);

            sets.write(Entry.of(0, first, 100));

            sets.awaitRefusal("must hold no packets", "set=001 packets=1 moments=1");
            assertThat(sets.handle(1)).isSameAs(handle);
            sets.activate(packet);
            for (long user = 1; user <= 3; user++) {
                sets.submit(packet, new PacketCommand.Open(packet.number(), new UserId(user)));
            }
            sets.awaitRefusal("must hold no packets or moments", "set=001 packets=0 moments=1");
            execute(second, "update moment_3 set ends_at = utc_timestamp(3)");
            sets.awaitWeights(Map.of(0, 100));
            Eventually.passes(
                    "the SET is taken out",
                    LiveSets.LIMIT,
                    () -> {
                        assertThat(sets.router().find(SECOND)).isEmpty();
                        assertThat(sets.router().states()).containsOnlyKeys(FIRST);
                    });
            Eventually.passes(
                    "no meter of the SET is left",
                    LiveSets.LIMIT,
                    () -> assertThat(metersOf(sets, "001")).isEmpty());
            assertThat(handle.connections()).isZero();
            assertThat(metersOf(sets, "000")).isNotEmpty();
        }
    }

    @Test
    void a_set_that_answers_is_not_lost() {
        try (LiveSets sets =
                LiveSets.start(directory, first, Entry.of(0, first, 100), Entry.of(1, second, 0))) {
            SetHandle handle = sets.handle(1);

            sets.writeLost(1, Entry.of(0, first, 100));

            sets.awaitRefusal("must not answer any more before it is declared lost: set=001");
            assertThat(sets.handle(1)).isSameAs(handle);
        }
    }

    @Test
    void a_dead_set_can_be_declared_lost_and_is_lost_for_ever() {
        var dead = new Entry(1, "jdbc:mysql://127.0.0.1:1/none", 50);
        try (LiveSets sets =
                LiveSets.startPartly(directory, first, Entry.of(0, first, 100), dead)) {

            sets.writeLost(1, Entry.of(0, first, 100));

            sets.awaitWeights(Map.of(0, 100));
            assertThat(sets.current().lost()).containsExactly(SECOND);
            Eventually.passes(
                    "nobody tries to connect it",
                    LiveSets.LIMIT,
                    () -> assertThat(sets.router().states()).containsOnlyKeys(FIRST));

            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 50));

            sets.awaitRefusal("must stay lost: true: set=001");
        }
    }

    private static List<String> metersOf(LiveSets sets, String set) {
        return sets.registry().getMeters().stream()
                .map(meter -> meter.getId().toString())
                .filter(id -> id.contains("'" + set + "'") || id.contains("set-" + set))
                .toList();
    }

    @Test
    void what_is_remembered_is_shared_anew_when_a_set_is_added() {
        long weightOfPacket = 3 + 4;
        try (LiveSets sets =
                LiveSets.remembering(
                        10 * weightOfPacket, directory, first, Entry.of(0, first, 100))) {
            List<PacketState> packets =
                    IntStream.range(0, 10).mapToObj(_ -> sets.wrapOn(0)).toList();
            assertThat(remembered(sets, packets)).isEqualTo(10);

            sets.write(Entry.of(0, first, 100), Entry.of(1, second, 100));
            sets.awaitWeights(Map.of(0, 100, 1, 100));

            Eventually.isTrue(
                    "half is forgotten",
                    LiveSets.LIMIT,
                    () -> sets.handle(0).lanes().memory().weight() <= 5 * weightOfPacket);
        }
    }

    private static long remembered(LiveSets sets, List<PacketState> packets) {
        return packets.stream()
                .filter(packet ->
                        sets.handle(0).lanes().memory().trusted(packet.number()).isPresent())
                .count();
    }

    static void execute(TestDatabase database, String... statements) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
