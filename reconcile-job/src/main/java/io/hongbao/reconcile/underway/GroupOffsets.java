package io.hongbao.reconcile.underway;

import io.hongbao.contracts.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a group of consumers is in its topic.
 *
 * @param next the first record of each partition that it has not said to have applied
 * @param behind how many records it had still to apply when it was asked
 */
record GroupOffsets(String group, Map<TopicPartition, Long> next, long behind) {

    GroupOffsets {
        next = Map.copyOf(next);
    }

    static GroupOffsets read(
            String group, Admin admin, Consumer<byte[], byte[]> reader, Duration answerMax)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions =
                IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(number -> partition(group, number))
                        .toList();
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        var next = new HashMap<TopicPartition, Long>();
        // What was deleted before it was applied is lost, and not under way.
        reader.beginningOffsets(partitions)
                .forEach((partition, first) -> {
                    OffsetAndMetadata offset = committed.get(partition);
                    next.put(partition, offset == null ? first : Math.max(first, offset.offset()));
                });
        long behind = 0;
        for (TopicPartition partition : partitions) {
            behind +=
                    Math.max(
                            0, ends.getOrDefault(partition, 0L) - next.getOrDefault(partition, 0L));
        }
        return new GroupOffsets(group, next, behind);
    }

    static TopicPartition partition(String group, int number) {
        return new TopicPartition(Topics.topicOf(group), number);
    }
}
