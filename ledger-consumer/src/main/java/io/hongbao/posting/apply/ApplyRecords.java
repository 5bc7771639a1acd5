package io.hongbao.posting.apply;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.apply.Outcome.ShardDown;
import io.hongbao.posting.event.DeadReason;
import io.hongbao.posting.event.EventReader;
import io.hongbao.posting.event.Reading.Signed;
import io.hongbao.posting.event.Reading.Unusable;
import io.hongbao.posting.shard.ShardWatch;
import io.hongbao.posting.shard.WalletShards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records of one group: reads them all, then writes one database transaction a wallet
 * shard. Safe to repeat, in any order. Poison is found by splitting and never fails its neighbours;
 * a shard that is down holds up only its own records. Used by one thread.
 */
public final class ApplyRecords<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ApplyRecords.class);

    /** How often a deadlock or lock time-out is tried again before the shard counts as down. */
    private static final int DEADLOCKS_MAX = 3;

    private final String name;
    private final Posting<T> posting;
    private final EventReader reader;
    private final WalletShards shards;
    private final ShardWatch watch;
    private final PostingMetrics metrics;
    private final Map<WalletShard, LaneConnection> connections = new HashMap<>();

    /** {@code name} tells this thread's connections from others in metrics. */
    public ApplyRecords(
            String name, Posting<T> posting, EventReader reader, Destinations destinations) {
        this.name = name;
        this.posting = posting;
        this.reader = reader;
        shards = destinations.shards();
        watch = destinations.watch();
        metrics = destinations.metrics();
    }

    /** Where entries go, and what is told of it. */
    public record Destinations(WalletShards shards, ShardWatch watch, PostingMetrics metrics) {}

    private record Entry<T>(int index, T content) {}

    /** The outcomes are in the order of the records; what is done is durable. */
    public List<Outcome> apply(List<ConsumerRecord<byte[], byte[]>> records) {
        var outcomes = new Outcome[records.size()];
        Arrays.fill(outcomes, Outcome.DONE);
        var byShard = new LinkedHashMap<WalletShard, List<Entry<T>>>();
        for (int i = 0; i < outcomes.length; i++) {
            int index = i;
            switch (reader.read(records.get(i).headers(), records.get(i).value())) {
                case Unusable(var reason, var detail) -> outcomes[i] = new Dead(reason, detail);
                case Signed(var event) -> {
                    try {
                        Optional<T> entry = posting.of(event);
                        entry.ifPresent(content ->
                                byShard.computeIfAbsent(
                                                shards.of(posting.userOf(content)),
                                                _ -> new ArrayList<>())
                                        .add(new Entry<>(index, content)));
                    } catch (IllegalArgumentException broken) {
                        outcomes[i] =
                                new Dead(DeadReason.MALFORMED, String.valueOf(broken.getMessage()));
                    }
                }
            }
        }
        byShard.forEach((shard, entries) -> write(shard, entries, outcomes));
        return List.of(outcomes);
    }

    private void write(WalletShard shard, List<Entry<T>> entries, Outcome[] outcomes) {
        if (!watch.up(shard)) {
            entries.forEach(entry -> outcomes[entry.index()] = new ShardDown(shard));
            return;
        }
        try {
            List<Applied> applied = commit(shard, entries);
            for (int i = 0; i < applied.size(); i++) {
                if (applied.get(i) == Applied.DIFFERS) {
                    outcomes[entries.get(i).index()] =
                            new Dead(DeadReason.DIFFERS, "must be as it was posted before");
                }
            }
        } catch (DataFault poison) {
            isolate(shard, entries, outcomes, poison);
        } catch (LaneFault fault) {
            failed(shard, entries, outcomes, fault);
        } catch (RuntimeException bug) {
            // Nothing says that these records are wrong: they wait until somebody has acted.
            log.error("cannot write: group={} shard={}", posting.group(), shard.id(), bug);
            failed(shard, entries, outcomes, bug);
        }
    }

    private List<Applied> commit(WalletShard shard, List<Entry<T>> entries) {
        List<T> contents = entries.stream().map(Entry::content).toList();
        LaneConnection connection =
                connections.computeIfAbsent(shard, it -> shards.connection(name, it));
        for (int attempt = 1; ; attempt++) {
            try {
                List<Applied> applied = posting.write(connection, contents);
                watch.wrote(shard);
                metrics.committed(posting, shard.id(), contents, applied);
                return applied;
            } catch (Deadlock deadlock) {
                if (attempt == DEADLOCKS_MAX) {
                    throw deadlock;
                }
            }
        }
    }

    private void isolate(
            WalletShard shard, List<Entry<T>> entries, Outcome[] outcomes, DataFault poison) {
        if (entries.size() == 1) {
            outcomes[entries.getFirst().index()] =
                    new Dead(DeadReason.DATA_REFUSED, String.valueOf(poison.getCause()));
            return;
        }
        int middle = entries.size() / 2;
        write(shard, entries.subList(0, middle), outcomes);
        write(shard, entries.subList(middle, entries.size()), outcomes);
    }

    private void failed(
            WalletShard shard, List<Entry<T>> entries, Outcome[] outcomes, Throwable why) {
        watch.failed(shard, why);
        entries.forEach(entry -> outcomes[entry.index()] = new ShardDown(shard));
    }

    @Override
    public void close() {
        connections.values().forEach(LaneConnection::close);
        connections.clear();
    }
}
