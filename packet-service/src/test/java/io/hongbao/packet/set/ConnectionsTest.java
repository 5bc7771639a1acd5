package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections a SET's database sees, as it says itself, with 1, 2 and 4 instances. */
final class ConnectionsTest {

    private static final Logger log = LoggerFactory.getLogger(ConnectionsTest.class);

    private static final int OWNERS_OF_A_SET = 2;

    /** 4 lanes here, 2 for reads, 1 of moments, 1 relay and 1 sweeper. */
    private static final int OF_AN_OWNER = 4 + 2 + 1 + 2;

    private static final int PACKETS_A_TABLE = 20;
    private static final UserId SENDER = new UserId(1001);

    /** An idle lane's connection is closed after 5 s. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void a_set_sees_the_connections_of_its_owners_however_many_instances_there_are(int count) {
        int bound = Math.min(count, OWNERS_OF_A_SET) * OF_AN_OWNER;
        try (MariaDbServer server = MariaDbServer.start(directory);
                Fleet fleet = Fleet.on(server, count)) {
            int most = 0;
            for (int round = 0; round < 5; round++) {
                fleet.loadAllTables();
                most = Math.max(most, connections(server));
            }
            assertThat(most).isPositive().isLessThanOrEqualTo(bound);

            fleet.healOntoAllTables();
            int healed = connections(server);
            Eventually.isTrue(
                    "only owners are connected, while the load goes on",
                    LIMIT,
                    () -> {
                        fleet.loadAllTables();
                        return connections(server) <= bound;
                    });
            int after = connections(server);
            Eventually.isTrue(
                    "nobody is connected without load", LIMIT, () -> connections(server) == 0);
            log.info(
                    "connections: instances={} load={} healing={} load_afterwards={} idle=0",
                    count,
                    most,
                    healed,
                    after);
        }
    }

    private static int connections(MariaDbServer server) {
        String count = "select count(*) from information_schema.processlist where user = 'hongbao'";
        try (var connection = server.connect("set_000");
                var statement = connection.createStatement();
                var found = statement.executeQuery(count)) {
            return found.next() ? found.getInt(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Instances of the service, each with everything of its own, in this process. */
    private record Fleet(List<Instance> instances, List<TestSet> sets) implements AutoCloseable {

        static Fleet on(MariaDbServer server, int count) {
            server.createUser("hongbao", "local-only-hongbao");
            server.createDatabase("set_000");
            var database =
                    new TestDatabase(
                            "set_000", server.url("set_000"), "hongbao", "local-only-hongbao");
            List<Instance> instances =
                    IntStream.range(0, count)
                            .mapToObj(i -> new Instance("http://10.0.0." + i + ":8081", "a"))
                            .toList();
            var live = LiveInstances.of(instances);
            List<TestSet> sets =
                    instances.stream()
                            .map(instance ->
                                    TestSet.on(
                                            database,
                                            new TableOwners(instance.url(), OWNERS_OF_A_SET, live)))
                            .toList();
            return new Fleet(instances, sets);
        }

        /** Every table's owner wraps, activates, opens, reads, looks at moments and sweeps. */
        void loadAllTables() {
            var opening = new ArrayList<CompletableFuture<?>>();
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                TestSet owner = owner(table);
                var none = OrderNumber.of(LocalDate.of(2026, 11, 21), 1, TestSet.ID, table);
                opening.add(
                        owner.handle()
                                .moments()
                                .submit(
                                        new MomentCommand.View(none, SENDER),
                                        TestSet.now().plus(LIMIT)));
                for (PacketState packet : wrap(owner, table)) {
                    opening.add(owner.submit(TestSet.payment(packet, TestSet.now())));
                    opening.add(owner.submit(new PacketCommand.Open(packet.number(), SENDER)));
                    opening.add(
                            owner.handle()
                                    .lanes()
                                    .read(packet.number(), TestSet.now().plus(LIMIT)));
                }
            }
            opening.forEach(TestSet::await);
            sets.forEach(set -> set.handle().sweep());
        }

        /** As when other SETs are down: any instance may have to make a packet here. */
        void healOntoAllTables() {
            for (TestSet set : sets) {
                for (int table = 0; table < OrderNumber.TABLES; table++) {
                    wrap(set, table);
                }
            }
        }

        private static List<PacketState> wrap(TestSet set, int table) {
            List<CompletableFuture<WrapOutcome>> wrapping =
                    IntStream.range(0, PACKETS_A_TABLE)
                            .mapToObj(_ -> {
                                var draft = TestSet.lucky(10_00, 2);
                                var key = new WrapKey(SENDER, TestSet.newKey());
                                return set.submit(TestSet.wrapCommand(key, draft, table));
                            })
                            .toList();
            return wrapping.stream()
                    .map(TestSet::await)
                    .map(outcome -> ((WrapOutcome.Wrapped) outcome).packet())
                    .toList();
        }

        private TestSet owner(int table) {
            Instance owner =
                    Owners.ofTable(
                                    new TablePlace(TestSet.ID, table),
                                    "a",
                                    instances,
                                    OWNERS_OF_A_SET)
                            .getFirst();
            return sets.get(instances.indexOf(owner));
        }

        @Override
        public void close() {
            sets.forEach(TestSet::close);
        }
    }
}
