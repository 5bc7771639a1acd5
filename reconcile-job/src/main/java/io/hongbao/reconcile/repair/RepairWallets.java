package io.hongbao.reconcile.repair;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.schema.WalletDatabase;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.ledger.wallet.PostOutcome;
import io.hongbao.ledger.wallet.WalletNeeds;
import io.hongbao.reconcile.repair.RepairPlan.Post;
import io.hongbao.reconcile.repair.RepairPlan.Publish;
import io.hongbao.reconcile.repair.RepairPlan.Rewrite;
import io.hongbao.reconcile.repair.RepairPlan.Write;
import io.hongbao.reconcile.stage.DaySuite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wallet shards, to be written through the ledger's own ways. Used by one thread. */
final class RepairWallets implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final DaySuite suite;
    private final RepairSettings settings;
    private final LedgerWrites ledger;
    private final Records records = new Records();
    private final Map<Integer, LaneConnection> connections = new HashMap<>();

    RepairWallets(DaySuite suite, RepairSettings settings, InstantSource clock) {
        this.suite = suite;
        this.settings = settings;
        ledger = new LedgerWrites(clock);
    }

    /** What came of a write. */
    enum Result {
        DONE,
        UNDER_WAY,
        /** Its identity belongs to something else now. */
        REFUSED
    }

    /** Why this cannot be written here, or null. */
    @Nullable String obstacle(Write write) {
        return write instanceof Publish && settings.signatures() == null
                ? "no key for events was given"
                : null;
    }

    /** Writes, commits, and answers when it is durable. */
    Result write(Write write) {
        LaneConnection connection = connection(write.user().value());
        return switch (write) {
            case Post(var transfer) ->
                    result(ledger.post(connection, List.of(transfer)).getFirst());
            case Rewrite(var line) -> {
                records.rewrite(connection, line);
                yield Result.DONE;
            }
            case Publish(var paid) -> {
                EventSignatures signatures = settings.signatures();
                if (signatures == null) {
                    throw new IllegalStateException("obstacle() says so before");
                }
                OutboxEvent event = new SignEvents(signatures).sign(paid);
                ledger.write(
                        connection,
                        new WalletNeeds().user(write.user()),
                        batch -> {
                            batch.publish(event);
                            return event;
                        });
                yield Result.UNDER_WAY;
            }
        };
    }

    private static Result result(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted _, PostOutcome.Repeated _ -> Result.DONE;
            case PostOutcome.Differs _,
                    PostOutcome.WrapAlreadyPaid _,
                    PostOutcome.InsufficientBalance _ ->
                    Result.REFUSED;
        };
    }

    /** Of the shard that has the user. */
    LaneConnection connection(long user) {
        return connections.computeIfAbsent(suite.shardOf(user), this::open);
    }

    private LaneConnection open(int shard) {
        SessionLimits limits = SessionLimits.DEFAULT.withAnswerMax(ANSWER_MAX);
        DaySuite.Shard read = suite.shards().get(shard);
        var written =
                new WalletShard(
                        read.database().name(),
                        read.database().url(),
                        read.slotFrom(),
                        read.slotTo(),
                        false);
        return new WalletDatabase(written, settings.user(), settings.password(), limits)
                .connection("repair-" + written.id(), new SimpleMeterRegistry());
    }

    @Override
    public void close() {
        connections.values().forEach(LaneConnection::close);
    }
}
