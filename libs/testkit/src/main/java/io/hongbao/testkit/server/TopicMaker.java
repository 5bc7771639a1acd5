package io.hongbao.testkit.server;

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

/** Makes topics so that they are there: the controller answers before the broker knows them. */
final class TopicMaker {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private TopicMaker() {}

    /** Makes those that are missing, and returns when clients find all of them. */
    static void make(Admin admin, Map<String, Integer> partitionsByName) {
        Map<String, Integer> missing = new HashMap<>(partitionsByName);
        try {
            missing.keySet().removeAll(names(admin));
            List<NewTopic> topics =
                    missing.entrySet().stream()
                            .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                            .toList();
            admin.createTopics(topics).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!names(admin).containsAll(partitionsByName.keySet())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("made, and not found: topics=" + missing);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not be made: topics=" + missing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
