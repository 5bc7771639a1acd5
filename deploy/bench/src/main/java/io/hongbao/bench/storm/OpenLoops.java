package io.hongbao.bench.storm;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.load.Arrivals;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.load.LoadGenerator.Press;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.run.MeasureFigure.Instruments;
import io.hongbao.bench.run.RunUsers;
import io.hongbao.bench.run.RunUsers.Group;
import io.hongbao.bench.run.ScenarioRun;
import io.hongbao.bench.run.ScenarioRun.Connections;
import io.hongbao.bench.traffic.EachCall;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.UserCall;
import io.hongbao.bench.watch.Pipeline;
import io.hongbao.bench.watch.Services;
import io.hongbao.local.suite.LocalSuite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * All that users call, each kind in an open loop with connections of its own: what the system makes
 * one kind wait for keeps no other from being sent.
 */
final class OpenLoops implements AutoCloseable {

    private static final int USERS = 50_000;
    private static final int NO_BATCHES = 1;
    private static final int PREPARE_CONNECTIONS = 32;
    private static final int CONNECTIONS = 1_500;
    private static final int CONNECTIONS_MIN = 64;

    /** A user whose call could not even be sent has given up by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration QUIET_LIMIT = Duration.ofMinutes(2);

    private final LocalSuite suite;
    private final RandomGenerator random;
    private final LoadGenerator generator = new LoadGenerator();
    private final Services services;
    private final RunUsers users;
    private final ScenarioRun scenario;
    private final EachCall calls;

    OpenLoops(LocalSuite suite, Clock clock, RandomGenerator random) {
        this.suite = suite;
        this.random = random;
        services = new Services(suite);
        users = new RunUsers(suite.settings().project(), clock, random);
        Group group = users.group(USERS, NO_BATCHES);
        scenario =
                new ScenarioRun(
                        Instruments.on(suite, generator),
                        group,
                        new Connections(PREPARE_CONNECTIONS, NO_BATCHES));
        calls = new EachCall(group.traffic());
        new Databases(suite).requireDurable();
    }

    /** Money, and packets for so many calls. */
    void prepare(double calls) {
        scenario.topUp();
        scenario.prepare(Scenario.MIX, (long) calls);
    }

    /** All kinds of calls, as fast as they are answered. */
    Tally peak(int connections, Duration window) {
        return generator.run(gateway(), Press.peak(connections, window), calls.ofAll(random));
    }

    /**
     * Returns when every call is answered or given up.
     *
     * @param meanwhile begins with the load
     */
    Map<UserCall, CallSeries> run(Arrivals arrivals, Runnable meanwhile) {
        var series = new EnumMap<UserCall, CallSeries>(UserCall.class);
        for (UserCall call : UserCall.values()) {
            series.put(call, new CallSeries(arrivals.window()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> runs =
                    series.entrySet().stream()
                            .map(of ->
                                    CompletableFuture.runAsync(
                                            () -> run(of.getKey(), arrivals, of.getValue()),
                                            threads))
                            .toList();
            meanwhile.run();
            runs.forEach(CompletableFuture::join);
        }
        return series;
    }

    private void run(UserCall call, Arrivals arrivals, CallSeries series) {
        int connections = Math.max(CONNECTIONS_MIN, (int) (CONNECTIONS * call.part()));
        Press press = Press.in(arrivals.part(call.part()), connections, PATIENCE);
        generator.run(gateway(), press, calls.of(call), series);
    }

    private List<URI> gateway() {
        return List.of(services.address("gateway"));
    }

    void awaitQuiet() {
        Pipeline.awaitQuiet(services, QUIET_LIMIT);
    }

    /** Whether every fen is where it belongs. */
    boolean moneyClean() {
        return users.check(suite).clean();
    }

    @Override
    public void close() {
        generator.close();
    }
}
