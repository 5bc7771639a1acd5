package io.hongbao.reconcile.underway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Which events Kafka has that their consumers have still to apply.
 *
 * <p>Where the consumers are is asked before any database is read: they commit offsets after they
 * applied, so an effect that the databases lack afterwards, and whose event was published, has its
 * event behind that offset or is really missing. Events themselves are looked for, not times: a
 * consumer that is far behind excuses nothing that was lost. Reads only, in no group.
 */
public final class KafkaEvents {

    /** The broker answers, or sends the next records, by then. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Whose effects are compared. */
    private static final List<String> GROUPS =
            List.of(Topics.GROUP_ACTIVATIONS, Topics.GROUP_CREDITS, Topics.GROUP_RECORDS);

    private final KafkaClients clients;
    private final Map<String, GroupOffsets> groups;
    private @Nullable String failure;

    private KafkaEvents(KafkaClients clients, Map<String, GroupOffsets> groups) {
        this.clients = clients;
        this.groups = groups;
    }

    /** An event that a group would have to apply for an effect to come. */
    public record Sought(String group, int partition, EventId event) {

        private TopicPartition place() {
            return GroupOffsets.partition(group, partition);
        }
    }

    /** How many records a group had still to apply. */
    public record Behind(String group, long records) {}

    /** Asks where the consumers are; before any database is read. */
    public static KafkaEvents ask(KafkaClients clients) {
        Map<String, GroupOffsets> groups = new HashMap<>();
        var events = new KafkaEvents(clients, groups);
        try (Admin admin = Admin.create(clients.admin());
                Consumer<byte[], byte[]> reader = reader(clients)) {
            for (String group : GROUPS) {
                groups.put(group, GroupOffsets.read(group, admin, reader, ANSWER_MAX));
            }
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            events.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.failed(e);
        }
        return events;
    }

    /** Of each group that could be asked. */
    public List<Behind> behind() {
        return GROUPS.stream()
                .map(groups::get)
                .filter(Objects::nonNull)
                .map(group -> new Behind(group.group(), group.behind()))
                .toList();
    }

    /** Why not all could be told, if so. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Those of these that are there to be applied; when Kafka fails, those that were seen by then.
     */
    public Set<Sought> waiting(Collection<Sought> sought) {
        var waiting = new HashSet<Sought>();
        Map<String, List<Sought>> byGroup =
                sought.stream().collect(Collectors.groupingBy(Sought::group));
        try (Consumer<byte[], byte[]> reader = reader(clients)) {
            byGroup.forEach((group, some) -> {
                GroupOffsets offsets = groups.get(group);
                if (offsets != null) {
                    look(reader, offsets, Set.copyOf(some), waiting);
                }
            });
        } catch (KafkaException e) {
            failed(e);
        }
        return waiting;
    }

    /** Reads what the group has not applied, up to what is there now, or until all were seen. */
    private static void look(
            Consumer<byte[], byte[]> reader,
            GroupOffsets offsets,
            Set<Sought> sought,
            Set<Sought> waiting) {
        Set<TopicPartition> partitions =
                sought.stream().map(Sought::place).collect(Collectors.toSet());
        Set<String> orders =
                sought.stream().map(each -> each.event().orderNo()).collect(Collectors.toSet());
        reader.assign(partitions);
        partitions.forEach(
                partition -> reader.seek(partition, offsets.next().getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        long deadline = System.nanoTime() + ANSWER_MAX.toNanos();
        while (!done(reader, ends) && !waiting.containsAll(sought)) {
            ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + ANSWER_MAX.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new KafkaException("no records came, though there are some: " + ends);
            }
            for (ConsumerRecord<byte[], byte[]> each : records) {
                Sought seen = seen(offsets.group(), each, orders);
                if (seen != null && sought.contains(seen)) {
                    waiting.add(seen);
                }
            }
        }
    }

    private static boolean done(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    /** Null for what nobody looks for. */
    private static @Nullable Sought seen(
            String group, ConsumerRecord<byte[], byte[]> each, Set<String> orders) {
        Header type = each.headers().lastHeader(Topics.TYPE_HEADER);
        if (type == null || each.key() == null || each.value() == null) {
            return null;
        }
        String order = new String(each.key(), UTF_8);
        if (!orders.contains(order)) {
            return null;
        }
        EventId event =
                EventId.of(new String(type.value(), UTF_8), order, new String(each.value(), UTF_8));
        return new Sought(group, each.partition(), event);
    }

    private void failed(Exception e) {
        failure =
                String.format(
                        Locale.ROOT,
                        "Kafka at %s: %s",
                        clients.admin().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                        e.getMessage() == null ? e : e.getMessage());
    }

    private static Consumer<byte[], byte[]> reader(KafkaClients clients) {
        return new KafkaConsumer<>(clients.reader());
    }
}
