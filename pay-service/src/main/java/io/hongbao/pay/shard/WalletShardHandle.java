package io.hongbao.pay.shard;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.OutboxRelay;
import io.hongbao.events.outbox.OutboxSweeper;
import io.hongbao.events.outbox.SweepSettings;
import io.hongbao.lanes.commit.GroupCommit;
import io.hongbao.lanes.commit.IsolateLockedRows;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SqlWork;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.hongbao.ledger.schema.WalletDatabase;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.LockedUsers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/**
 * One wallet shard and all that belongs to it: a lane that owns its connection, a small pool for
 * reads, an outbox. Shares nothing with other shards.
 */
public final class WalletShardHandle implements AutoCloseable {

    private static final int RELAY_EVENTS_MAX = 20_000;

    private final WalletShard shard;
    private final WalletSettings settings;
    private final Clock clock;
    private final WalletDatabase database;
    private final MeterRegistry registry;
    private final ShardReads reads;
    private final OutboxRelay relay;
    private final OutboxSweeper sweeper;
    private final Lane<WalletCommand<?>, Object> lane;
    private final ProbeShard probe;
    private final Thread prober;

    WalletShardHandle(
            WalletShard shard,
            WalletSettings settings,
            LedgerWrites writes,
            EventPublisher publisher,
            Clock clock,
            MeterRegistry registry) {
        this.shard = shard;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
        database =
                new WalletDatabase(
                        shard, settings.username(), settings.password(), settings.limits());
        reads = new ShardReads(shard, database, settings);
        relay =
                new OutboxRelay(
                        OutboxRelay.settings(shard.id()),
                        RELAY_EVENTS_MAX,
                        connection("relay"),
                        publisher,
                        registry);
        sweeper =
                new OutboxSweeper(
                        SweepSettings.of(shard.id(), LedgerWrites.OUTBOX_TABLE + 1),
                        // Every instance sweeps: consumers expect duplicates.
                        _ -> true,
                        connection("sweeper"),
                        publisher,
                        clock,
                        registry);
        lane =
                Lane.start(
                        LaneSettings.of(shard.id(), "wallet"),
                        new GroupCommit<>(
                                connection("wallet"),
                                new IsolateLockedRows<>(
                                        new HandleWalletBatch(writes, relay, clock),
                                        HandleWalletBatch::usersOf,
                                        LockedUsers::among)),
                        clock,
                        registry);
        probe = new ProbeShard(shard.id(), database, settings, sweeper::start);
        Gauge.builder("hongbao.wallet.ready", probe, it -> it.ready() ? 1 : 0)
                .description("1 while the shard answers, is durable, and is the right one")
                .tag("wallet", shard.id())
                .register(registry);
        prober = Thread.ofVirtual().name("probe-wallet-" + shard.id()).unstarted(probe);
    }

    private LaneConnection connection(String use) {
        return database.connection(use + "-" + shard.id(), registry);
    }

    /** Begins to look for the shard; returns at once. */
    void start() {
        prober.start();
    }

    public String id() {
        return shard.id();
    }

    /** Whether money may move here. Stays so when the database goes away: then calls find out. */
    public boolean ready() {
        return probe.wasReady();
    }

    /**
     * Decides the command in the shard's lane and waits for the answer, which is then durable.
     * Throws a {@link LaneFault}; only {@code OutcomeUnknown} may have had an effect.
     */
    public <A> A decide(WalletCommand<A> command) {
        return decide(command, new Deadline(clock.instant().plus(settings.decideMax())));
    }

    /** As {@link #decide(WalletCommand)}; it is not begun after {@code deadline} either. */
    @SuppressWarnings("unchecked") // HandleWalletBatch answers each command by what it decided.
    public <A> A decide(WalletCommand<A> command, Deadline deadline) {
        requireReady();
        var own = new Deadline(clock.instant().plus(settings.decideMax()));
        try {
            return (A) lane.submit(command, own.orEarlier(deadline).at()).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof LaneFault fault) {
                throw fault;
            }
            throw failure;
        }
    }

    /** Reads committed state. Throws {@link Unavailable} when the shard does not answer. */
    public <T> T read(SqlWork<T> work) {
        requireReady();
        return reads.read(work);
    }

    /** As {@link #read}, of what a payment needs: waits for no other kind of read. */
    public <T> T readForPayment(SqlWork<T> work) {
        requireReady();
        return reads.readForPayment(work);
    }

    private void requireReady() {
        if (!ready()) {
            throw new Unavailable("not ready: wallet=" + shard.id());
        }
    }

    /** Finishes what waits in the lane and publishes what it committed, for a bounded time. */
    @Override
    public void close() {
        prober.interrupt();
        lane.close();
        relay.close();
        sweeper.close();
        reads.close();
    }
}
