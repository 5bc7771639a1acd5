package io.hongbao.posting.consume;

import static io.hongbao.posting.apply.ShareRecords.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.events.consume.ConsumerLag;
import io.hongbao.posting.apply.FakeShards;
import io.hongbao.posting.apply.ShareRecords;
import io.hongbao.posting.dead.DeadLetters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** With Kafka's own consumer and producer for tests: what is committed, and where it goes on. */
final class GroupListenerTest {

    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
    private static final long LI = 101;
    private static final long WANG_OF_SECOND_SHARD = 151;

    private final FakeShards shards = new FakeShards();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaMessageListenerContainer<byte[], byte[]> container =
            new KafkaMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<byte[], byte[]>(Map.of()),
                    new ContainerProperties(TOPIC));
    private final GroupListener listener =
            new GroupListener(
                    "group",
                    shards.apply(),
                    new DeadLetters(producer, TOPIC, registry, Clock.systemUTC()),
                    shards.watch,
                    new ConsumerLag("group", registry, Clock.systemUTC()).newThread(),
                    container);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ZERO, ONE));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 3L, ONE, 3L));
    }

    @AfterEach
    void close() {
        shards.close();
        producer.close();
        consumer.close();
    }

    /** As the container does it: polled, and then told. */
    private void deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(consumer::addRecord);
        var polled = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(Duration.ZERO).forEach(polled::add);
        assertThat(polled).hasSize(records.size());
        listener.onMessage(polled, null, consumer);
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
        return offset == null ? 0 : offset.offset();
    }

    @Test
    void what_is_applied_and_what_is_safe_as_a_dead_letter_is_committed() {
        deliver(List.of(ShareRecords.signed(0, 0, LI), ShareRecords.unsigned(0, 1, LI)));

        assertThat(committed(ZERO)).isEqualTo(2);
        assertThat(producer.history()).hasSize(1);
    }

    /** Else nobody would ever hear of it again. */
    @Test
    void a_dead_letter_that_is_not_published_is_not_passed_over() {
        producer.sendException = new TimeoutException("no broker");

        deliver(
                List.of(
                        ShareRecords.signed(0, 0, LI),
                        ShareRecords.unsigned(0, 1, LI),
                        ShareRecords.signed(0, 2, LI),
                        ShareRecords.signed(1, 0, LI)));

        assertThat(committed(ZERO)).isEqualTo(1);
        assertThat(consumer.position(ZERO)).isEqualTo(1);
        assertThat(committed(ONE)).isEqualTo(1);
    }

    @Test
    void it_is_read_again_and_passed_once_it_is_published() {
        producer.sendException = new TimeoutException("no broker");
        deliver(List.of(ShareRecords.unsigned(0, 0, LI)));
        producer.sendException = null;

        deliver(List.of(ShareRecords.unsigned(0, 0, LI)));

        assertThat(committed(ZERO)).isEqualTo(1);
        assertThat(consumer.position(ZERO)).isEqualTo(1);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void a_partition_waits_for_its_shard_and_no_other_partition_does() {
        shards.stayDown(FakeShards.SECOND);
        shards.whenWriting(batch -> {
            if (batch.getFirst().value() == WANG_OF_SECOND_SHARD) {
                throw new IllegalStateException("a bug");
            }
        });

        deliver(
                List.of(
                        ShareRecords.signed(0, 0, LI),
                        ShareRecords.signed(1, 0, WANG_OF_SECOND_SHARD),
                        ShareRecords.signed(1, 1, LI)));

        assertThat(committed(ZERO)).isEqualTo(1);
        assertThat(committed(ONE)).isEqualTo(0);
        assertThat(consumer.position(ONE)).isEqualTo(0);
        assertThat(container.isPartitionPauseRequested(ONE)).isTrue();
        assertThat(container.isPartitionPauseRequested(ZERO)).isFalse();
        shards.comeBack();
        assertThat(container.isPartitionPauseRequested(ONE)).isFalse();
    }

    /** An Error would end the thread for good. */
    @Test
    void an_error_is_a_failure_that_is_repeated() {
        shards.whenWriting(_ -> {
            throw new StackOverflowError("a bug");
        });

        assertThatThrownBy(() -> deliver(List.of(ShareRecords.signed(0, 0, LI))))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(committed(ZERO)).isEqualTo(0);
    }
}
