package io.hongbao.events.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which topics keep what they acknowledged when a broker is lost. Nothing is published to
 * another one: events stay in the outbox, and partitions wait before the offsets of dead letters.
 * Thread-safe.
 */
public final class DurableTopics {

    private static final Logger log = LoggerFactory.getLogger(DurableTopics.class);

    private static final int REPLICATION_MIN = 3;
    private static final int IN_SYNC_MIN = 2;
    private static final int ANSWER_MAX_MS = 5_000;

    private final KafkaClients clients;
    private final boolean required;
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    /** {@code required}: a topic that is not durable is refused; else it is only warned of. */
    public DurableTopics(KafkaClients clients, boolean required) {
        this.clients = clients;
        this.required = required;
    }

    /**
     * Throws {@link IllegalStateException} for a topic that is refused. What cannot be asked now is
     * looked at before it is first used.
     */
    public void check(List<String> topics) {
        for (String topic : topics) {
            Optional<String> mistake;
            try {
                mistake = mistake(topic);
            } catch (KafkaException noAnswer) {
                log.warn("topics not checked yet: reason={}", noAnswer.toString());
                return;
            }
            if (mistake.isPresent() && required) {
                throw new IllegalStateException(mistake.get());
            }
            mistake.ifPresent(log::warn);
        }
    }

    /** Whether something may be published to this topic. Asks the broker until it is durable. */
    public boolean usable(String topic) {
        if (!required || durable.contains(topic)) {
            return true;
        }
        try {
            Optional<String> mistake = mistake(topic);
            mistake.ifPresent(log::error);
            return mistake.isEmpty();
        } catch (KafkaException noAnswer) {
            log.warn("cannot check: topic={} reason={}", topic, noAnswer.toString());
            return false;
        }
    }

    /** Throws {@link KafkaException} when the broker does not answer. */
    private Optional<String> mistake(String topic) {
        Admin admin = Admin.create(clients.admin());
        try {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            TopicDescription description =
                    only(admin.describeTopics(List.of(topic)).allTopicNames());
            Config settings = only(admin.describeConfigs(List.of(resource)).all());
            int replication =
                    description.partitions().stream()
                            .mapToInt(partition -> partition.replicas().size())
                            .min()
                            .orElse(0);
            String inSync = settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
            Optional<String> mistake = mistake(topic, replication, Integer.parseInt(inSync));
            if (mistake.isEmpty()) {
                durable.add(topic);
            }
            return mistake;
        } finally {
            // Else it would wait a minute for a broker that does not answer.
            admin.close(Duration.ZERO);
        }
    }

    private static <T> T only(KafkaFuture<? extends Map<?, T>> answer) {
        try {
            return answer.get(ANSWER_MAX_MS, TimeUnit.MILLISECONDS).values().iterator().next();
        } catch (ExecutionException | TimeoutException noAnswer) {
            throw new KafkaException(noAnswer.toString(), noAnswer);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    static Optional<String> mistake(String topic, int replication, int inSync) {
        return replication >= REPLICATION_MIN && inSync >= IN_SYNC_MIN
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "must have replication >= %d and min.insync.replicas >= %d: topic=%s replication=%d min.insync.replicas=%d",
                                REPLICATION_MIN,
                                IN_SYNC_MIN,
                                topic,
                                replication,
                                inSync));
    }
}
