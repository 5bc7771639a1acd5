package io.hongbao.posting.consume;

import io.hongbao.events.consume.ConsumerLag;
import io.hongbao.posting.apply.ApplyRecords;
import io.hongbao.posting.apply.Outcome;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.dead.DeadLetter;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.shard.ShardWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/**
 * One thread of one group. Commits offsets itself, each partition's own, after the database commits
 * and after the dead letters are published: whatever is lost in between is read again and finds
 * itself done. Partitions that wait for a shard are wound back and paused until it is up.
 */
final class GroupListener
        implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(GroupListener.class);

    private final String group;
    private final ApplyRecords<?> apply;
    private final DeadLetters deadLetters;
    private final ShardWatch watch;
    private final ConsumerLag.OfThread lag;
    private final MessageListenerContainer container;

    GroupListener(
            String group,
            ApplyRecords<?> apply,
            DeadLetters deadLetters,
            ShardWatch watch,
            ConsumerLag.OfThread lag,
            MessageListenerContainer container) {
        this.group = group;
        this.apply = apply;
        this.deadLetters = deadLetters;
        this.watch = watch;
        this.lag = lag;
        this.container = container;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment notUsed,
            @Nullable Consumer<?, ?> given) {
        Consumer<?, ?> consumer = Objects.requireNonNull(given, "containers give their consumer");
        try {
            take(records, consumer);
        } catch (Error bug) {
            // The container ends its thread for good on an Error; on an exception it repeats.
            throw new IllegalStateException("listener failed: group=" + group, bug);
        }
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        List<Outcome> outcomes = apply.apply(records);
        boolean deadPublished = publish(records, outcomes);
        Map<TopicPartition, Progress> partitions = Progress.of(records, outcomes, deadPublished);
        commit(consumer, partitions);
        partitions.forEach((partition, progress) -> windBack(consumer, partition, progress));
        measureLag(consumer);
    }

    /** Between batches: positions are then those of the next records to apply. */
    void measureLag(Consumer<?, ?> consumer) {
        lag.measure(consumer, 0);
    }

    private boolean publish(List<ConsumerRecord<byte[], byte[]>> records, List<Outcome> outcomes) {
        var letters = new ArrayList<DeadLetter>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Dead(var reason, var detail)) {
                letters.add(new DeadLetter(records.get(i), reason, detail));
            }
        }
        return deadLetters.publish(group, letters);
    }

    private void commit(Consumer<?, ?> consumer, Map<TopicPartition, Progress> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach((partition, progress) ->
                offsets.put(partition, new OffsetAndMetadata(progress.nextOffset())));
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException stopping) {
            throw stopping;
        } catch (KafkaException e) {
            // The partitions moved on, or the broker is away: who reads these again finds them
            // done.
            log.warn("offsets not committed: group={} reason={}", group, e.toString());
        }
    }

    private void windBack(Consumer<?, ?> consumer, TopicPartition partition, Progress progress) {
        if (!progress.repeat() || !consumer.assignment().contains(partition)) {
            return;
        }
        consumer.seek(partition, progress.nextOffset());
        progress.waitsFor()
                .ifPresent(shard -> {
                    container.pausePartition(partition);
                    watch.whenUp(shard, () -> container.resumePartition(partition));
                });
    }
}
