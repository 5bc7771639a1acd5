package io.hongbao.events.consume;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were fetched and are not being applied yet, because of the group's rate. For the
 * consumer's thread alone. Bounded by what one fetch brings of each partition: a partition of which
 * records are here is paused.
 */
final class FetchedRecords {

    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> records =
            new LinkedHashMap<>();

    void add(ConsumerRecords<byte[], byte[]> fetched) {
        for (TopicPartition partition : fetched.partitions()) {
            records.computeIfAbsent(partition, _ -> new ArrayDeque<>())
                    .addAll(fetched.records(partition));
        }
    }

    Set<TopicPartition> partitions() {
        return records.keySet();
    }

    int size() {
        return records.values().stream().mapToInt(Deque::size).sum();
    }

    /** How many could be taken while {@code busy} partitions must wait. */
    int ready(Set<TopicPartition> busy) {
        return records.entrySet().stream()
                .filter(entry -> !busy.contains(entry.getKey()))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    /**
     * Takes the first {@code count} records of partitions that are not {@code busy}, in the order
     * of each. Whoever was served goes to the end, so that a low rate serves all in turn.
     */
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> take(
            int count, Set<TopicPartition> busy) {
        var taken = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        int left = count;
        for (var entry : new ArrayList<>(records.entrySet())) {
            TopicPartition partition = entry.getKey();
            if (left > 0 && !busy.contains(partition)) {
                List<ConsumerRecord<byte[], byte[]>> some = first(left, entry.getValue());
                taken.put(partition, some);
                left -= some.size();
                records.remove(partition);
                if (!entry.getValue().isEmpty()) {
                    records.put(partition, entry.getValue());
                }
            }
        }
        return taken;
    }

    private static List<ConsumerRecord<byte[], byte[]>> first(
            int max, Deque<ConsumerRecord<byte[], byte[]>> waiting) {
        var some = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (some.size() < max && !waiting.isEmpty()) {
            some.add(waiting.removeFirst());
        }
        return some;
    }

    void drop(Collection<TopicPartition> lost) {
        records.keySet().removeAll(lost);
    }

    void clear() {
        records.clear();
    }
}
