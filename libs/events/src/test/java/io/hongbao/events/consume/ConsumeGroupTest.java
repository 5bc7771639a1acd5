package io.hongbao.events.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.contracts.event.EventSignatures;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.events.dead.DeadLetters;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.events.dead.Origin;
import io.hongbao.events.kafka.DurableTopics;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.events.outbox.KafkaEventPublisher;
import io.hongbao.events.outbox.SignEvents;
import io.hongbao.servers.KafkaServer;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker of its own, whose topics others must not read. */
class ConsumeGroupTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GROUP = Topics.GROUP_CREDITS;
    private static final String DEAD = Topics.deadLettersOf(GROUP);

    @TempDir static Path directory;
    private static KafkaServer kafka;
    private static KafkaClients clients;

    private final EventSignatures signatures =
            new EventSignatures(
                    new KeyRing("k", Map.of("k", SecretKey.of("local-only-event-key"))));
    private KafkaProducer<byte[], byte[]> producer;
    private final ConcurrentLinkedQueue<Long> applied = new ConcurrentLinkedQueue<>();
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> dead = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable RuntimeException> bug = new AtomicReference<>();
    private final AtomicReference<RuntimeSettings> runtime =
            new AtomicReference<>(RuntimeSettings.NONE);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private ConsumeGroup<Long> group;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaServer.start(directory);
        kafka.createTopics(Map.of(Topics.PACKETS, Topics.PARTITIONS, DEAD, 1));
        clients = KafkaClients.of(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void make() {
        producer = new KafkaProducer<>(clients.producer());
        group = group(producer);
    }

    @AfterEach
    void stop() {
        group.stop();
        producer.close();
    }

    /** Users of slots 0 and 50 have partitions 0 and 10. */
    @Test
    void a_partition_that_waits_holds_up_no_other_and_is_tried_until_it_succeeds() {
        waiting.add(100L);
        group.start();

        publish(100);
        publish(150);
        Eventually.isTrue("the other", PATIENCE, () -> applied.contains(150L));
        assertThat(applied).doesNotContain(100L);
        Eventually.isTrue("the lag", PATIENCE, () -> lag() == 1);
        waiting.clear();

        Eventually.isTrue("it, too", PATIENCE, () -> applied.contains(100L));
        Eventually.isTrue("no lag", PATIENCE, () -> lag() == 0);
        assertThat(committed(0)).isEqualTo(end(Topics.PACKETS, 0));
    }

    @Test
    void no_offset_is_committed_before_its_dead_letter_is_published() {
        dead.add(920L);
        try (var nowhere =
                new KafkaProducer<byte[], byte[]>(
                        KafkaClients.of(Map.of("bootstrap.servers", "127.0.0.1:1")).producer())) {
            ConsumeGroup<Long> cannotPublish = group(nowhere);
            cannotPublish.start();
            publish(920);
            Eventually.isTrue("applied", PATIENCE, () -> applied.contains(920L));
            publish(925);
            Eventually.isTrue("its partition", PATIENCE, () -> applied.contains(925L));
            Eventually.isTrue("committed", PATIENCE, () -> committed(5) == end(Topics.PACKETS, 5));
            cannotPublish.stop();
            nowhere.close(Duration.ZERO);
        }
        assertThat(committed(4)).isZero();

        group.start();

        Eventually.isTrue("committed", PATIENCE, () -> committed(4) == 1);
        ConsumerRecord<byte[], byte[]> letter = deadLetter();
        assertThat(header(letter, DeadLetters.REASON_HEADER)).isEqualTo("differs");
        assertThat(header(letter, Origin.HEADER)).isEqualTo(Topics.PACKETS + "/4/0");
        assertThat(header(letter, Topics.TYPE_HEADER)).isEqualTo(PacketRefundedV1.TYPE);
        assertThat(
                        registry.get("hongbao.dead.letters")
                                .tag("group", GROUP)
                                .tag("reason", "differs")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void a_bug_while_applying_passes_over_nothing() {
        bug.set(new ClassCastException("a bug"));
        group.start();
        publish(735);
        Eventually.isTrue("thrown", PATIENCE, () -> bug.get() == null);

        Eventually.isTrue("applied after all", PATIENCE, () -> applied.contains(735L));
    }

    /** Also when instances come in another order. */
    @Test
    void a_partition_of_two_groups_goes_to_one_instance() {
        var groups = new ArrayList<ConsumeGroup<Long>>();
        try {
            for (String instance : List.of("a", "b", "c")) {
                groups.add(group(instance, Topics.GROUP_CREDITS, 2, producer));
            }
            for (String instance : List.of("c", "b", "a")) {
                groups.add(group(instance, Topics.GROUP_RECORDS, 2, producer));
            }
            groups.forEach(ConsumeGroup::start);

            Eventually.isTrue(
                    "assigned",
                    PATIENCE,
                    () ->
                            instances(Topics.GROUP_CREDITS).size() == Topics.PARTITIONS
                                    && instances(Topics.GROUP_CREDITS).values().stream()
                                                    .distinct()
                                                    .count()
                                            == 6
                                    && instances(Topics.GROUP_CREDITS)
                                            .equals(instances(Topics.GROUP_RECORDS)));
        } finally {
            groups.forEach(ConsumeGroup::stop);
        }
    }

    /** The users are those of ten partitions; a second's worth may come at once. */
    @Test
    void all_instances_together_keep_the_rate_and_its_changes_lose_and_double_nothing() {
        List<Long> users = LongStream.range(3_050, 3_100).boxed().toList();
        ConsumeGroup<Long> second = group("b", GROUP, 2, producer);
        try {
            group.start();
            second.start();
            Eventually.isTrue(
                    "assigned", PATIENCE, () -> Set.copyOf(instances(GROUP).values()).size() == 3);
            Map<Integer, String> assigned = instances(GROUP);

            limit(10);
            long start = System.nanoTime();
            publishAll(users);
            Eventually.isTrue("some are applied", PATIENCE, () -> applied.size() >= 30);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            limit(1);
            limit(1_000);
            publishAll(users);
            runtime.set(RuntimeSettings.NONE);
            publishAll(users);
            Eventually.isTrue("all are applied", PATIENCE, () -> applied.size() >= 150);

            assertThat(took).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(instances(GROUP)).isEqualTo(assigned);
            Eventually.isTrue("no lag", PATIENCE, ConsumeGroupTest::allCommitted);
            assertThat(applied)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(users, users, users).flatMap(List::stream).toList());
        } finally {
            second.stop();
        }
    }

    /** What the first one has fetched, and may not apply yet, is the other's now. */
    @Test
    void an_instance_that_comes_takes_over_what_waits_for_the_rate_and_nothing_is_doubled() {
        List<Long> users =
                LongStream.range(4_000, 4_400).filter(user -> user % 100 >= 50).boxed().toList();
        ConsumeGroup<Long> second = group("b", GROUP, 2, producer);
        try {
            limit(5);
            group.start();
            publishAll(users);
            Eventually.isTrue("one is applied", PATIENCE, () -> !applied.isEmpty());
            second.start();
            Eventually.isTrue(
                    "assigned", PATIENCE, () -> Set.copyOf(instances(GROUP).values()).size() == 3);
            assertThat(applied).hasSizeLessThan(users.size());
            runtime.set(RuntimeSettings.NONE);
            Eventually.isTrue("all are applied", PATIENCE, () -> applied.size() >= users.size());

            Eventually.isTrue("no lag", PATIENCE, ConsumeGroupTest::allCommitted);
            assertThat(applied).containsExactlyInAnyOrderElementsOf(users);
        } finally {
            second.stop();
        }
    }

    /** Of the partitions that these tests fill. */
    private static boolean allCommitted() {
        return IntStream.range(10, Topics.PARTITIONS)
                .allMatch(partition -> committed(partition) == end(Topics.PACKETS, partition));
    }

    @Test
    void the_rate_is_a_metric_and_infinite_without_one() {
        assertThat(rateLimit()).isInfinite();

        limit(500);

        assertThat(rateLimit()).isEqualTo(500);
    }

    private double rateLimit() {
        return registry.get("hongbao.consumer.rate.limit").tag("group", GROUP).gauge().value();
    }

    private void limit(int rate) {
        runtime.set(RuntimeSettings.NONE.withConsumerRate(GROUP, OptionalInt.of(rate)));
    }

    /** To which instance and thread each partition is assigned. */
    private static Map<Integer, String> instances(String group) {
        try (Admin admin = Admin.create(clients.admin())) {
            var instances = new HashMap<Integer, String>();
            admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(each -> each.members().stream())
                    .forEach(member ->
                            member.assignment()
                                    .topicPartitions()
                                    .forEach(each ->
                                            instances.put(
                                                    each.partition(),
                                                    member.clientId().substring(0, 3))));
            return instances;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsumeGroup<Long> group(KafkaProducer<byte[], byte[]> deadLetters) {
        return group("test", GROUP, 1, deadLetters);
    }

    private ConsumeGroup<Long> group(
            String instance, String name, int threads, KafkaProducer<byte[], byte[]> deadLetters) {
        return new ConsumeGroup<>(
                new EventReader<Long>(name, signatures)
                        .with(PacketRefundedV1.class, PacketRefundedV1::senderId),
                _ -> this::apply,
                new ConsumeSettings(
                        threads, 100, Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(100)),
                new ConsumeGroup.Shared(
                        instance,
                        clients,
                        deadLetters,
                        new DurableTopics(clients, false),
                        runtime::get,
                        registry,
                        Clock.systemUTC()));
    }

    private List<CompletableFuture<Outcome>> apply(List<Long> users) {
        RuntimeException thrown = bug.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
        return users.stream().map(this::apply).toList();
    }

    private CompletableFuture<Outcome> apply(Long user) {
        if (waiting.contains(user)) {
            return CompletableFuture.failedFuture(new IllegalStateException("database is away"));
        }
        applied.add(user);
        return CompletableFuture.completedFuture(
                dead.contains(user)
                        ? new Outcome.Dead(DeadReason.DIFFERS, "must be as before")
                        : Outcome.DONE);
    }

    private void publish(long user) {
        publishAll(List.of(user));
    }

    private void publishAll(List<Long> users) {
        var sign = new SignEvents(signatures);
        var events =
                users.stream()
                        .map(user ->
                                sign.sign(new PacketRefundedV1("1", user, 1, 1, Instant.EPOCH)))
                        .toList();
        Eventually.isTrue(
                "published",
                PATIENCE,
                () ->
                        new KafkaEventPublisher(
                                                producer,
                                                PATIENCE,
                                                new DurableTopics(clients, false))
                                        .publish(events)
                                        .cardinality()
                                == events.size());
    }

    private double lag() {
        return registry.get("hongbao.consumer.lag").tag("group", GROUP).gauge().value();
    }

    private static long committed(int partition) {
        try (Admin admin = Admin.create(clients.admin())) {
            var offset =
                    admin.listConsumerGroupOffsets(GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(Topics.PACKETS, partition));
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long end(String topic, int partition) {
        var place = new TopicPartition(topic, partition);
        try (var reader = new KafkaConsumer<byte[], byte[]>(clients.reader())) {
            return reader.endOffsets(List.of(place)).getOrDefault(place, 0L);
        }
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter() {
        var place = new TopicPartition(DEAD, 0);
        try (var reader = new KafkaConsumer<byte[], byte[]>(clients.reader())) {
            reader.assign(List.of(place));
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            Eventually.isTrue(
                    "a dead letter",
                    PATIENCE,
                    () -> {
                        reader.poll(Duration.ofMillis(200)).forEach(found::add);
                        return !found.isEmpty();
                    });
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
