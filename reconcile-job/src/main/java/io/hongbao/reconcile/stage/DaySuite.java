package io.hongbao.reconcile.stage;

import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.reconcile.compare.Shards;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.statement.BankStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a day's run reads.
 *
 * @param seeds recompute amounts with these; null leaves that out
 * @param statement the banks' statements; null leaves that out
 * @param kafka how Kafka is reached; null leaves out what waits there
 */
public record DaySuite(
        List<Set> sets,
        List<Shard> shards,
        @Nullable DayKeys seeds,
        @Nullable BankStatement statement,
        @Nullable KafkaClients kafka) {

    public record Set(SetId id, DatabaseSource database) {}

    /** {@code slotFrom} to {@code slotTo}, both included, are its slots. */
    public record Shard(DatabaseSource database, int slotFrom, int slotTo) {}

    public DaySuite {
        sets = List.copyOf(sets);
        shards = List.copyOf(shards);
    }

    /** The position of the shard that has the user. */
    public int shardOf(long user) {
        return slots().of(user);
    }

    public Shards slots() {
        return new Shards(shards.stream().map(Shard::slotFrom).toList());
    }
}
