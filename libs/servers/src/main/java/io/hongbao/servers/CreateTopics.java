package io.hongbao.servers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Makes topics so that they can be written to: the controller answers before the broker knows them,
 * and the broker lists them before it leads their partitions. A producer that is early has its
 * first batch refused and its second taken, and from then on all are out of order.
 */
final class CreateTopics {

    /** The names of topics of dead letters end so. */
    private static final String DEAD_SUFFIX = ".dead";

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    private CreateTopics() {}

    /** Makes those that are missing, and returns when all of them are found and led. */
    static void make(Admin admin, Map<String, Integer> partitionsByName) {
        Map<String, Integer> missing = new HashMap<>(partitionsByName);
        try {
            missing.keySet().removeAll(names(admin));
            List<NewTopic> topics =
                    missing.entrySet().stream()
                            .map(topic -> topic(topic.getKey(), topic.getValue()))
                            .toList();
            admin.createTopics(topics).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!names(admin).containsAll(partitionsByName.keySet())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("made, and not found: topics=" + missing);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            awaitLeaders(admin, partitionsByName);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not be made: topics=" + missing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Only a leader answers for the end of its partition; the client asks until one does. */
    private static void awaitLeaders(Admin admin, Map<String, Integer> partitionsByName)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitionsByName.forEach((name, partitions) -> {
            for (int i = 0; i < partitions; i++) {
                ends.put(new TopicPartition(name, i), OffsetSpec.latest());
            }
        });
        admin.listOffsets(ends).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Dead letters are kept until somebody has looked at them. */
    private static NewTopic topic(String name, int partitions) {
        var topic = new NewTopic(name, partitions, (short) 1);
        return name.endsWith(DEAD_SUFFIX)
                ? topic.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"))
                : topic;
    }

    private static Set<String> names(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
