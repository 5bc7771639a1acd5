package io.hongbao.reconcile.stage;

import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.read.ReadThrottle;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.underway.KafkaEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All databases at three instants: wallet shards, then SETs, then wallet shards again. Whatever is
 * read later, and in whichever order, is from then: so effects are read before causes. A database
 * that cannot be reached is left out. Before them all, Kafka is asked where its consumers are.
 */
public final class Stages implements AutoCloseable {

    private final UnreadableDatabases unreadable;
    private final ReadThrottle pace;
    private final Map<Integer, Snapshot> effectShards = new TreeMap<>();
    private final Map<Integer, Snapshot> sets = new TreeMap<>();
    private final Map<Integer, Snapshot> causeShards = new TreeMap<>();
    private final Deque<Snapshot> open = new ArrayDeque<>();
    private final Instant begunAt;
    private final @Nullable KafkaEvents kafka;

    private Stages(
            UnreadableDatabases unreadable,
            ReadThrottle pace,
            Instant begunAt,
            @Nullable KafkaEvents kafka) {
        this.unreadable = unreadable;
        this.pace = pace;
        this.begunAt = begunAt;
        this.kafka = kafka;
    }

    public static Stages open(
            DaySuite suite,
            ReadThrottle pace,
            UnreadableDatabases unreadable,
            InstantSource clock) {
        Instant begunAt = clock.instant();
        KafkaClients clients = suite.kafka();
        KafkaEvents kafka = clients == null ? null : KafkaEvents.ask(clients);
        var stages = new Stages(unreadable, pace, begunAt, kafka);
        try {
            stages.shards(suite, stages.effectShards);
            for (DaySuite.Set set : suite.sets()) {
                stages.take(set.id().number(), set.database(), stages.sets);
            }
            stages.shards(suite, stages.causeShards);
            return stages;
        } catch (RuntimeException e) {
            stages.close();
            throw e;
        }
    }

    private void shards(DaySuite suite, Map<Integer, Snapshot> stage) {
        for (int i = 0; i < suite.shards().size(); i++) {
            take(i, suite.shards().get(i).database(), stage);
        }
    }

    private void take(int key, DatabaseSource source, Map<Integer, Snapshot> stage) {
        if (unreadable.has(source.name())) {
            return;
        }
        try {
            Snapshot snapshot = Snapshot.take(source, pace);
            open.push(snapshot);
            stage.put(key, snapshot);
        } catch (CannotReadException e) {
            unreadable.add(source.name(), e);
        }
    }

    /** Before everything that was read. */
    public Instant begunAt() {
        return begunAt;
    }

    /** What consumers have still to apply; null when no broker was given. */
    public @Nullable KafkaEvents kafka() {
        return kafka;
    }

    /** Wallet shards by index, for credits, refunds and records. */
    public Map<Integer, Snapshot> effectShards() {
        return effectShards;
    }

    /** SETs by number. */
    public Map<Integer, Snapshot> sets() {
        return sets;
    }

    /** Wallet shards by index, for payments, balances and documents. */
    public Map<Integer, Snapshot> causeShards() {
        return causeShards;
    }

    /** Leaves out databases that failed since. */
    public void dropUnreadable() {
        for (Collection<Snapshot> stage :
                List.of(effectShards.values(), sets.values(), causeShards.values())) {
            stage.removeIf(snapshot -> unreadable.has(snapshot.name()));
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (CannotReadException e) {
                // A connection that cannot be closed is closed.
            }
        }
    }
}
