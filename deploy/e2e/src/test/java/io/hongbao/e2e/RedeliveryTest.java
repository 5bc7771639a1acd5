package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events come again, in another order, to a ledger consumer that dies over them. */
@ExtendWith(RunningSuites.class)
class RedeliveryTest {

    private static final int PACKETS = 20;
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    private final RunningSuite suite;
    private final Client client;

    RedeliveryTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @Test
    void every_event_once_more_and_backwards_moves_no_money() throws Exception {
        UserId sender = suite.fundedUser(PACKETS * 2_00);
        List<UserId> openers = suite.newUsers(4);
        for (int i = 0; i < PACKETS; i++) {
            Wrapped packet = client.wrapped(sender, "k" + i, "LUCKY", 2_00, openers.size());
            client.pay(sender, packet);
            for (UserId opener : openers) {
                assertThat(client.open(opener, packet).status()).isEqualTo(200);
            }
        }
        suite.requireClean();
        Map<UserId, Long> before = change(openers);
        var events = everyEvent();

        sendAgain(events);
        suite.kill("ledger-consumer");
        sendAgain(events.reversed());
        suite.start("ledger-consumer");
        everythingIsApplied();

        assertThat(events).hasSizeGreaterThanOrEqualTo(PACKETS * (1 + openers.size()));
        assertThat(before.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(PACKETS * 2_00);
        suite.requireClean();
        assertThat(change(openers)).isEqualTo(before);
        assertThat(client.changeFen(sender)).isZero();
    }

    private Map<UserId, Long> change(List<UserId> users) {
        var change = new HashMap<UserId, Long>();
        users.forEach(user -> change.put(user, client.changeFen(user)));
        return change;
    }

    /** All balances are right before the repeats are read, too: so wait until they were. */
    private void everythingIsApplied() {
        try (var consumer = consumer(Map.of("group.id", Topics.GROUP_CREDITS))) {
            // Assigned without joining the group: it only looks.
            consumer.assign(partitions());
            var ends = consumer.endOffsets(partitions());
            suite.eventually(
                    "the repeats are applied",
                    () -> {
                        var committed = consumer.committed(ends.keySet());
                        return ends.entrySet().stream()
                                .filter(end -> end.getValue() > 0)
                                .allMatch(end ->
                                        committed.get(end.getKey()) != null
                                                && committed.get(end.getKey()).offset()
                                                        >= end.getValue());
                    });
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> everyEvent() {
        var events = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            suite.eventually(
                    "every event is read",
                    () -> {
                        consumer.poll(POLL_MAX).forEach(events::add);
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return events;
    }

    private void sendAgain(List<ConsumerRecord<byte[], byte[]>> events) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", suite.kafka(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var event : events) {
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        event.topic(),
                                        event.partition(),
                                        event.key(),
                                        event.value(),
                                        event.headers())));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", suite.kafka());
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(number -> new TopicPartition(Topics.PACKETS, number))
                .toList();
    }
}
