package io.hongbao.testkit.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One broker for all tests of this JVM, started by the first that asks. Tests that kill their
 * broker take a {@link KafkaServer} of their own.
 *
 * <p>With {@code -Dinfra=containers} it runs in a container instead.
 */
public final class SharedKafka {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private SharedKafka() {}

    public static String bootstrapServers() {
        return TestServers.inContainers()
                ? Container.SERVER.getBootstrapServers()
                : Own.SERVER.bootstrapServers();
    }

    /** A fresh topic, whose name begins as given. */
    public static String newTopic(String prefix, int partitions) {
        String name = prefix + "-" + TOPICS.incrementAndGet();
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
            return name;
        } catch (ExecutionException e) {
            throw new IllegalStateException("no topic: " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Loaded, and so started, by the first test that uses it. */
    private static final class Own {
        private static final Path DIRECTORY = TestServers.directory();
        private static final KafkaServer SERVER = KafkaServer.start(DIRECTORY);

        static {
            TestServers.endWithThisJvm(SERVER::kill, DIRECTORY);
        }
    }

    private static final class Container {
        private static final KafkaContainer SERVER = new KafkaContainer("apache/kafka:4.2.1");

        static {
            SERVER.start();
        }
    }
}
