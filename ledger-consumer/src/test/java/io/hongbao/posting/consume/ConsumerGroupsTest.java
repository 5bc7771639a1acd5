package io.hongbao.posting.consume;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

final class ConsumerGroupsTest {

    /** In a container that stops, so that the repeats have an end. */
    @Test
    void no_batch_is_passed_over_even_for_what_is_not_worth_a_repeat_by_default() {
        var stopping =
                new KafkaMessageListenerContainer<>(
                        new DefaultKafkaConsumerFactory<byte[], byte[]>(Map.of()),
                        new ContainerProperties("topic"));
        var partition = new TopicPartition("topic", 0);
        var batch =
                new ConsumerRecords<>(
                        Map.of(
                                partition,
                                List.of(
                                        new ConsumerRecord<>(
                                                "topic", 0, 0, new byte[0], new byte[0]))),
                        Map.of());
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        var failure = new ListenerExecutionFailedException("failed", new ClassCastException());

        assertThatThrownBy(() ->
                        ConsumerGroups.repeatForEver()
                                .handleBatch(failure, batch, consumer, stopping, () -> {}))
                .hasMessageContaining("stopped during retries");
    }
}
