package io.hongbao.posting.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.posting.apply.Outcome;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.apply.Outcome.Done;
import io.hongbao.posting.apply.Outcome.ShardDown;
import io.hongbao.posting.event.DeadReason;
import io.hongbao.testkit.cases.EveryCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final WalletShard SHARD = new WalletShard("wallet-1", "jdbc:none", 50, 99);
    private static final List<Outcome> OUTCOMES =
            List.of(
                    Outcome.DONE,
                    new Dead(DeadReason.MALFORMED, "must be well formed"),
                    new ShardDown(SHARD));

    /** Every batch of up to five records over two partitions, with every outcome. */
    @Test
    void nothing_that_is_not_done_is_ever_passed_over() {
        var every = new EveryCase();
        while (every.next()) {
            int count = every.choose(1, 5);
            boolean deadPublished = every.choose(0, 1) == 1;
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            var outcomes = new ArrayList<Outcome>();
            for (int i = 0; i < count; i++) {
                records.add(record(every.choose(0, 1), 10 + i));
                outcomes.add(OUTCOMES.get(every.choose(0, 2)));
            }

            Map<TopicPartition, Progress> all = Progress.of(records, outcomes, deadPublished);

            for (int i = 0; i < count; i++) {
                ConsumerRecord<byte[], byte[]> record = records.get(i);
                Progress progress =
                        Objects.requireNonNull(
                                all.get(new TopicPartition(record.topic(), record.partition())));
                boolean passed = progress.nextOffset() > record.offset();
                if (passed) {
                    assertThat(safe(outcomes.get(i), deadPublished)).isTrue();
                } else {
                    assertThat(progress.repeat()).isTrue();
                }
                if (progress.nextOffset() == record.offset()) {
                    assertThat(safe(outcomes.get(i), deadPublished)).isFalse();
                    assertThat(progress.waitsFor())
                            .isEqualTo(
                                    outcomes.get(i) instanceof ShardDown
                                            ? Optional.of(SHARD)
                                            : Optional.empty());
                }
            }
        }
    }

    private static boolean safe(Outcome outcome, boolean deadPublished) {
        return switch (outcome) {
            case Done() -> true;
            case Dead(_, _) -> deadPublished;
            case ShardDown(_) -> false;
        };
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>("packets", partition, offset, new byte[0], new byte[0]);
    }
}
