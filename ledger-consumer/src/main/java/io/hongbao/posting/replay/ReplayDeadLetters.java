package io.hongbao.posting.replay;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.posting.apply.ApplyRecords;
import io.hongbao.posting.apply.Outcome;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.apply.Outcome.Done;
import io.hongbao.posting.apply.Outcome.ShardDown;
import io.hongbao.posting.dead.DeadLetter;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.shard.ShardWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Applies the dead letters of one group through the path of all records: signature, content,
 * identity. Takes those that are there when it begins and have not been replayed yet; what is dead
 * again goes back into the topic. Stopped at any point, it can be run again: identities keep
 * everything once.
 */
public final class ReplayDeadLetters {

    private static final Duration POLL = Duration.ofMillis(500);

    /** How many polls in a row may bring nothing before the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 60;

    private static final Duration SHARD_PATIENCE = Duration.ofSeconds(30);

    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private final ApplyRecords<?> apply;
    private final DeadLetters deadLetters;
    private final ShardWatch watch;
    private int applied;
    private int deadAgain;

    /** {@code consumer} is of the group {@link #replayGroup} and belongs to the caller. */
    public ReplayDeadLetters(
            String group,
            Consumer<byte[], byte[]> consumer,
            ApplyRecords<?> apply,
            DeadLetters deadLetters,
            ShardWatch watch) {
        this.group = group;
        this.consumer = consumer;
        this.apply = apply;
        this.deadLetters = deadLetters;
        this.watch = watch;
    }

    /** The consumer group that remembers what was replayed. */
    public static String replayGroup(String group) {
        return group + ".replay";
    }

    /** Once. Throws {@link TimeoutException} when the broker does not answer. */
    public ReplayReport run() throws InterruptedException {
        Map<TopicPartition, Long> ends = assign();
        int empty = 0;
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<ConsumerRecord<byte[], byte[]>> records = poll(ends);
            if (!records.isEmpty() && !replay(records)) {
                return new ReplayReport(applied, deadAgain, true);
            }
            empty = records.isEmpty() ? empty + 1 : 0;
            if (empty > EMPTY_POLLS_MAX) {
                throw new TimeoutException("no dead letters arrive: group=" + group);
            }
        }
        return new ReplayReport(applied, deadAgain, false);
    }

    private Map<TopicPartition, Long> assign() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(deadLetters.topicOf(group)).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }

    /** Only what was there at the start: what dies again now is for the next replay. */
    private List<ConsumerRecord<byte[], byte[]>> poll(Map<TopicPartition, Long> ends) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            if (end != null && record.offset() < end) {
                records.add(record);
            }
        }
        return records;
    }

    /** False when it must stop; then nothing of this batch counts as replayed. */
    private boolean replay(List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        List<Outcome> outcomes = apply.apply(records);
        var down = shardsDown(outcomes);
        if (!down.isEmpty()) {
            if (!comeUp(down)) {
                return false;
            }
            outcomes = apply.apply(records);
            if (!shardsDown(outcomes).isEmpty()) {
                return false;
            }
        }
        var letters = new ArrayList<DeadLetter>();
        int done = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Done() -> done++;
                case Dead(var reason, var detail) ->
                        letters.add(new DeadLetter(records.get(i), reason, detail));
                case ShardDown(_) -> throw new IllegalStateException("all shards were up");
            }
        }
        if (!deadLetters.publish(group, letters)) {
            throw new TimeoutException("dead letters not published: group=" + group);
        }
        commit(records);
        applied += done;
        deadAgain += letters.size();
        return true;
    }

    private static List<WalletShard> shardsDown(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(ShardDown.class::isInstance)
                .map(outcome -> ((ShardDown) outcome).shard())
                .distinct()
                .toList();
    }

    /** All shards are down until their first probe, so this is worth a wait. */
    private boolean comeUp(List<WalletShard> shards) throws InterruptedException {
        var up = new CountDownLatch(shards.size());
        shards.forEach(shard -> watch.whenUp(shard, up::countDown));
        return up.await(SHARD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1));
        }
        consumer.commitSync(offsets);
    }
}
