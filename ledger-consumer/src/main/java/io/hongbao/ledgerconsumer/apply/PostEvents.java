package io.hongbao.ledgerconsumer.apply;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.consume.ApplyEvents;
import io.hongbao.events.consume.Outcome;
import io.hongbao.events.consume.Outcome.Dead;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.ledger.wallet.LockedUsers;
import io.hongbao.ledger.wallet.WriteOutcome;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import io.hongbao.ledgerconsumer.shard.ShardWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts entries of one group: one database transaction a wallet shard. Safe to repeat, in any
 * order. Poison is found by splitting and never fails its neighbours; a shard that is down holds up
 * only its own entries. Used by one thread.
 */
public final class PostEvents<T> implements ApplyEvents<T> {

    private static final Logger log = LoggerFactory.getLogger(PostEvents.class);

    /** How often a batch is tried that meets a deadlock or a row that somebody holds. */
    private static final int DEADLOCKS_MAX = 3;

    private final String name;
    private final ShardSink<T> sink;
    private final ShardDatabases shards;
    private final ShardWatch watch;
    private final PostingMetrics metrics;
    private final Map<WalletShard, LaneConnection> connections = new HashMap<>();

    /** {@code name} tells this thread's connections from others in metrics. */
    public PostEvents(String name, ShardSink<T> sink, Destinations destinations) {
        this.name = name;
        this.sink = sink;
        shards = destinations.shards();
        watch = destinations.watch();
        metrics = destinations.metrics();
    }

    /** Where entries go, and what is told of it. */
    public record Destinations(ShardDatabases shards, ShardWatch watch, PostingMetrics metrics) {}

    private record Entry<T>(T content, CompletableFuture<Outcome> outcome) {}

    /** All futures are done when it returns. */
    @Override
    public List<CompletableFuture<Outcome>> apply(List<T> contents) {
        List<Entry<T>> entries =
                contents.stream()
                        .map(content -> new Entry<>(content, new CompletableFuture<Outcome>()))
                        .toList();
        var byShard = new LinkedHashMap<WalletShard, List<Entry<T>>>();
        for (Entry<T> entry : entries) {
            byShard.computeIfAbsent(shards.of(sink.userOf(entry.content())), _ -> new ArrayList<>())
                    .add(entry);
        }
        byShard.forEach(this::write);
        return entries.stream().map(Entry::outcome).toList();
    }

    private void write(WalletShard shard, List<Entry<T>> entries) {
        if (!watch.up(shard)) {
            failed(entries, new Unavailable("shard is down: shard=" + shard.id()));
            return;
        }
        try {
            List<WriteOutcome> written = commit(shard, entries);
            for (int i = 0; i < written.size(); i++) {
                entries.get(i)
                        .outcome()
                        .complete(
                                written.get(i) == WriteOutcome.DIFFERS
                                        ? new Dead(
                                                DeadReason.DIFFERS,
                                                "must be as it was posted before")
                                        : Outcome.DONE);
            }
        } catch (DataFault poison) {
            isolate(shard, entries, poison);
        } catch (Deadlock fault) {
            withoutLocked(shard, entries, fault);
        } catch (LaneFault fault) {
            watch.failed(shard, fault);
            failed(entries, fault);
        } catch (RuntimeException bug) {
            // Nothing says that these entries are wrong: they wait until somebody has acted.
            log.error("cannot write: group={} shard={}", sink.group(), shard.id(), bug);
            watch.failed(shard, bug);
            failed(entries, bug);
        }
    }

    private List<WriteOutcome> commit(WalletShard shard, List<Entry<T>> entries) {
        List<T> contents = entries.stream().map(Entry::content).toList();
        LaneConnection connection = connection(shard);
        for (int attempt = 1; ; attempt++) {
            try {
                List<WriteOutcome> written = sink.write(connection, contents);
                watch.wrote(shard);
                metrics.committed(sink, shard.id(), contents, written);
                return written;
            } catch (Deadlock deadlock) {
                if (attempt == DEADLOCKS_MAX) {
                    throw deadlock;
                }
            }
        }
    }

    /**
     * Entries of users whose rows somebody holds wait, and the others are written; all wait when
     * nobody holds a row now. The shard is well.
     */
    private void withoutLocked(WalletShard shard, List<Entry<T>> entries, Deadlock fault) {
        Set<UserId> locked;
        try {
            locked = lockedUsers(shard, entries);
        } catch (LaneFault lost) {
            watch.failed(shard, lost);
            failed(entries, lost);
            return;
        }
        var waiting = new ArrayList<Entry<T>>();
        var others = new ArrayList<Entry<T>>();
        for (Entry<T> entry : entries) {
            boolean waits = locked.isEmpty() || locked.contains(sink.userOf(entry.content()));
            (waits ? waiting : others).add(entry);
        }
        failed(waiting, fault);
        if (!others.isEmpty()) {
            write(shard, others);
        }
    }

    private Set<UserId> lockedUsers(WalletShard shard, List<Entry<T>> entries) {
        List<UserId> users = entries.stream().map(each -> sink.userOf(each.content())).toList();
        return connection(shard).read(session -> LockedUsers.among(session, users));
    }

    private LaneConnection connection(WalletShard shard) {
        return connections.computeIfAbsent(shard, it -> shards.connection(name, it));
    }

    private void isolate(WalletShard shard, List<Entry<T>> entries, DataFault poison) {
        if (entries.size() == 1) {
            entries.getFirst()
                    .outcome()
                    .complete(new Dead(DeadReason.DATA_REFUSED, String.valueOf(poison.getCause())));
            return;
        }
        int middle = entries.size() / 2;
        write(shard, entries.subList(0, middle));
        write(shard, entries.subList(middle, entries.size()));
    }

    private static <T> void failed(List<Entry<T>> entries, Throwable why) {
        entries.forEach(entry -> entry.outcome().completeExceptionally(why));
    }

    @Override
    public void close() {
        connections.values().forEach(LaneConnection::close);
        connections.clear();
    }
}
