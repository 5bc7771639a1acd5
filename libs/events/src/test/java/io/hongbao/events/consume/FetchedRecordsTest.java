package io.hongbao.events.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FetchedRecordsTest {

    private static final TopicPartition ONE = new TopicPartition("packets", 1);
    private static final TopicPartition TWO = new TopicPartition("packets", 2);

    private final FetchedRecords fetched = new FetchedRecords();

    @Test
    void partitions_are_served_in_turn_each_in_its_order() {
        fetch(ONE, 3);
        fetch(TWO, 3);

        assertThat(taken(2, Set.of())).isEqualTo(Map.of(ONE, List.of(0L, 1L)));
        assertThat(taken(2, Set.of())).isEqualTo(Map.of(TWO, List.of(0L, 1L)));
        assertThat(taken(9, Set.of())).isEqualTo(Map.of(ONE, List.of(2L), TWO, List.of(2L)));
        assertThat(fetched.partitions()).isEmpty();
    }

    @Test
    void a_busy_partition_waits_and_the_others_are_served() {
        fetch(ONE, 2);
        fetch(TWO, 3);

        assertThat(fetched.ready(Set.of(ONE))).isEqualTo(3);
        assertThat(taken(9, Set.of(ONE))).isEqualTo(Map.of(TWO, List.of(0L, 1L, 2L)));
        assertThat(fetched.size()).isEqualTo(2);
        assertThat(taken(1, Set.of())).isEqualTo(Map.of(ONE, List.of(0L)));
    }

    @Test
    void nothing_is_taken_when_nothing_may() {
        fetch(ONE, 2);

        assertThat(fetched.take(0, Set.of())).isEmpty();
        assertThat(fetched.size()).isEqualTo(2);
    }

    @Test
    void what_another_instance_has_now_is_dropped() {
        fetch(ONE, 2);
        fetch(TWO, 3);

        fetched.drop(List.of(ONE));

        assertThat(fetched.partitions()).containsExactly(TWO);
        assertThat(fetched.size()).isEqualTo(3);
    }

    private void fetch(TopicPartition partition, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int offset = 0; offset < count; offset++) {
            records.add(
                    new ConsumerRecord<>(
                            partition.topic(),
                            partition.partition(),
                            offset,
                            new byte[0],
                            new byte[0]));
        }
        fetched.add(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
    }

    private Map<TopicPartition, List<Long>> taken(int count, Set<TopicPartition> busy) {
        var offsets = new HashMap<TopicPartition, List<Long>>();
        fetched.take(count, busy)
                .forEach((partition, records) ->
                        offsets.put(
                                partition, records.stream().map(ConsumerRecord::offset).toList()));
        return offsets;
    }
}
