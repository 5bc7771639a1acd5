package io.hongbao.packet.set;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.reconcile.SetSource;
import io.hongbao.servers.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Several SETs behind one router, with the limits and breakers of the service. */
public final class TestSets implements AutoCloseable {

    /** How long a SET that hangs keeps its callers waiting, and one that is well may be slow. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(6);

    private final List<TestDatabase> databases;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SetRouter router;

    private TestSets(BreakerSettings breaker, List<TestDatabase> databases) {
        this.databases = databases;
        var entries = new ArrayList<SetEntry>();
        for (int id = 0; id < databases.size(); id++) {
            entries.add(new SetEntry(new SetId(id), databases.get(id).url(), "test", "a", 1, true));
        }
        SetSettings settings = TestSet.settings(databases.getFirst(), ANSWER_MAX);
        var shared = TestSet.shared(new ConcurrentLinkedQueue<>(), breaker);
        router =
                new SetRouter(
                        WatchedSets.fixed(new SetCatalogue(entries), Clock.systemUTC()),
                        new ConnectSet(settings, shared, Clock.systemUTC(), registry),
                        settings,
                        new SetMeters(registry),
                        Clock.systemUTC());
    }

    /** SETs 000, 001 and so on, of the same weight and with the first one's user; all are open. */
    public static TestSets on(BreakerSettings breaker, TestDatabase... databases) {
        var sets = new TestSets(breaker, List.of(databases));
        sets.router.start();
        return sets;
    }

    public SetRouter router() {
        return router;
    }

    public SetHandle handle(SetId set) {
        return router.find(set).orElseThrow();
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** How many commands the SET's lanes for changes and reads have taken from their queues. */
    public long commandsTaken(SetId set) {
        return registry.find("hongbao.lane.wait").timers().stream()
                .filter(timer -> !"relay".equals(timer.getId().getTag("kind")))
                .filter(timer ->
                        String.valueOf(timer.getId().getTag("lane")).contains("set-" + set))
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** How many commands wait in the SET's lanes for changes and reads. */
    public double commandsWaiting(SetId set) {
        return registry.find("hongbao.lane.queue.depth").gauges().stream()
                .filter(gauge -> !"relay".equals(gauge.getId().getTag("kind")))
                .filter(gauge ->
                        String.valueOf(gauge.getId().getTag("lane")).contains("set-" + set))
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    public void checkConservation() {
        var sources = new ArrayList<SetSource>();
        for (int id = 0; id < databases.size(); id++) {
            sources.add(TestSet.source(new SetId(id), databases.get(id)));
        }
        TestSet.checkConservation(sources);
    }

    @Override
    public void close() {
        router.stop();
    }
}
