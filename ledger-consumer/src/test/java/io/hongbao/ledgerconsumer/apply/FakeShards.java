package io.hongbao.ledgerconsumer.apply;

import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.id.UserId;
import io.hongbao.events.consume.EventCache;
import io.hongbao.events.consume.EventReader;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.ledger.wallet.WriteOutcome;
import io.hongbao.ledgerconsumer.apply.PostEvents.Destinations;
import io.hongbao.ledgerconsumer.shard.ShardDatabases;
import io.hongbao.ledgerconsumer.shard.ShardSettings;
import io.hongbao.ledgerconsumer.shard.ShardWatch;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two wallet shards without a database, and a group that writes users into them: everything about
 * it can be told to fail.
 */
public final class FakeShards implements ShardSink<UserId>, AutoCloseable {

    public static final WalletShard FIRST = new WalletShard("wallet-0", "jdbc:first", 0, 49, false);
    public static final WalletShard SECOND =
            new WalletShard("wallet-1", "jdbc:second", 50, 99, false);

    private static final Duration LIMIT = Duration.ofSeconds(90);

    public final ShardWatch watch;

    private final Set<WalletShard> out = ConcurrentHashMap.newKeySet();
    private final List<UserId> written = new ArrayList<>();
    private final PostEvents<UserId> apply;
    private WhenWriting whenWriting = _ -> {};

    /** What happens to a batch of one shard. */
    public interface WhenWriting {
        void happens(List<UserId> batch);
    }

    public FakeShards() {
        var registry = new SimpleMeterRegistry();
        var shards = List.of(FIRST, SECOND);
        watch =
                new ShardWatch(
                        shards,
                        shard -> out.contains(shard) ? Optional.of("out") : Optional.empty(),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        registry);
        var walletShards =
                new ShardDatabases(
                        new WalletCatalogue(shards),
                        new ShardSettings(Path.of("none"), "none", "none", LIMIT, LIMIT, LIMIT),
                        registry);
        apply =
                new PostEvents<>(
                        "test",
                        this,
                        new Destinations(
                                walletShards,
                                watch,
                                new PostingMetrics(registry, Clock.systemUTC())));
        watch.start();
        awaitUp();
    }

    public PostEvents<UserId> apply() {
        return apply;
    }

    public void whenWriting(WhenWriting action) {
        whenWriting = action;
    }

    /** From its next failure on, a shard stays down. */
    public void stayDown(WalletShard shard) {
        out.add(shard);
    }

    public void comeBack() {
        out.clear();
        awaitUp();
    }

    private void awaitUp() {
        Eventually.isTrue("shards up", LIMIT, () -> watch.up(FIRST) && watch.up(SECOND));
    }

    public List<UserId> written() {
        return written;
    }

    @Override
    public String group() {
        return "group";
    }

    @Override
    public String delayMetric() {
        return "delay";
    }

    @Override
    public EventReader<UserId> reader(EventSignatures signatures, EventCache cache) {
        return new EventReader<>(group(), signatures, cache);
    }

    @Override
    public UserId userOf(UserId entry) {
        return entry;
    }

    @Override
    public Instant decidedAt(UserId entry) {
        return Instant.EPOCH;
    }

    @Override
    public List<WriteOutcome> write(LaneConnection connection, List<UserId> entries) {
        whenWriting.happens(entries);
        written.addAll(entries);
        return entries.stream().map(_ -> WriteOutcome.NEW).toList();
    }

    @Override
    public void close() {
        apply.close();
        watch.stop();
    }
}
