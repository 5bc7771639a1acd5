package io.hongbao.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
            CreateTopics.make(admin, Map.of(name, partitions));
        }
        return name;
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
