package io.hongbao.posting.consume;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.posting.apply.Outcome;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.apply.Outcome.Done;
import io.hongbao.posting.apply.Outcome.ShardDown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition has come with a batch.
 *
 * @param nextOffset the first record that is to be read again, or the first that was not read yet
 * @param repeat whether records of this batch are to be read again
 * @param waitsFor the shard that must be up before
 */
record Progress(long nextOffset, boolean repeat, Optional<WalletShard> waitsFor) {

    /** {@code deadPublished}: whether the dead records are safe in their topic. */
    static Map<TopicPartition, Progress> of(
            List<ConsumerRecord<byte[], byte[]>> records,
            List<Outcome> outcomes,
            boolean deadPublished) {
        var partitions = new LinkedHashMap<TopicPartition, Progress>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            var partition = new TopicPartition(record.topic(), record.partition());
            Progress before = partitions.get(partition);
            if (before == null || !before.repeat()) {
                partitions.put(partition, after(record.offset(), outcomes.get(i), deadPublished));
            }
        }
        return partitions;
    }

    private static Progress after(long offset, Outcome outcome, boolean deadPublished) {
        return switch (outcome) {
            case Done() -> new Progress(offset + 1, false, Optional.empty());
            case Dead(_, _) ->
                    new Progress(
                            deadPublished ? offset + 1 : offset, !deadPublished, Optional.empty());
            case ShardDown(var shard) -> new Progress(offset, true, Optional.of(shard));
        };
    }
}
