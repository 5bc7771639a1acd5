package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.drill.DrillObservations.BreakerSample;
import io.hongbao.local.drill.DrillObservations.ConnectionsSample;
import io.hongbao.local.drill.DrillObservations.InstancesSample;
import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.SetsClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a suite from outside while it is drilled: at one SET's breakers in all instances, at the
 * instances that the gateway finds ready, and at the connections that each SET's database has.
 */
final class WatchSuite implements AutoCloseable {

    private static final Duration BREAKER_EVERY = Duration.ofMillis(50);
    private static final Duration INSTANCES_EVERY = Duration.ofMillis(50);
    private static final Duration CONNECTIONS_EVERY = Duration.ofMillis(500);
    private static final Duration ASK_LIMIT = Duration.ofMillis(500);
    private static final String COUNT =
            "select count(*) from information_schema.processlist where user = '"
                    + DatabasePart.USER
                    + "'";

    private final LocalSuite suite;
    private final SetsClient endpoint;
    private final Queue<BreakerSample> breakers = new ConcurrentLinkedQueue<>();
    private final Queue<InstancesSample> instances = new ConcurrentLinkedQueue<>();
    private final Queue<ConnectionsSample> connections = new ConcurrentLinkedQueue<>();
    private final ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);

    WatchSuite(LocalSuite suite) {
        this.suite = suite;
        endpoint = new SetsClient(suite);
    }

    /** Starts to look; at breakers only when it is told of which SET. */
    void start(Optional<SetId> watched) {
        watched.ifPresent(set -> looking.execute(() -> every(BREAKER_EVERY, () -> breaker(set))));
        looking.execute(() -> every(INSTANCES_EVERY, this::instances));
        suite.sets().all().forEach(set -> alsoAt(set.id()));
    }

    /** Looks at the connections of one more SET. */
    void alsoAt(SetId set) {
        looking.execute(() -> every(CONNECTIONS_EVERY, () -> connections(set)));
    }

    DrillObservations observed() {
        return new DrillObservations(
                List.copyOf(breakers), List.copyOf(instances), List.copyOf(connections));
    }

    private void breaker(SetId set) {
        long now = System.nanoTime();
        OptionalInt worst = endpoint.breaker(set);
        worst.ifPresent(state -> breakers.add(new BreakerSample(now, state > 0)));
    }

    private void instances() {
        long now = System.nanoTime();
        endpoint.readyInGateway()
                .ifPresent(ready -> instances.add(new InstancesSample(now, ready)));
    }

    private void connections(SetId set) {
        long now = System.nanoTime();
        try (Connection connection =
                        suite.database("set-" + set).connect("information_schema", ASK_LIMIT);
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery(COUNT)) {
            counted.next();
            connections.add(new ConnectionsSample(now, set, counted.getInt(1)));
        } catch (SQLException | IllegalArgumentException down) {
            // Nothing to be seen.
        }
    }

    private void every(Duration pause, Runnable look) {
        try {
            do {
                look.run();
            } while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        looking.close();
        endpoint.close();
    }
}
