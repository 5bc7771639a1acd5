package io.hongbao.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker, which is its own controller (KRaft). Topics are made by {@link #createTopic},
 * never by using them. What it acknowledged before {@link #kill()} is in the page cache of the
 * machine, which goes on.
 */
public final class KafkaServer extends ServerProcess {

    /** In the names of the cache: another version formats its own. */
    private static final String VERSION = "4.2.1";

    private static final String LOG = "kafka.log";
    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(5);
    private static final Duration CALL_LIMIT = Duration.ofMinutes(1);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    private final Settings settings;
    private final ServerCache cache;

    private KafkaServer(Settings settings, ServerCache cache) {
        super("Kafka :" + settings.port(), settings.directory().resolve(LOG), settings.pidFile());
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * How the broker runs.
     *
     * @param directory holds its data and its log; used again when it is there already
     * @param controllerPort where it talks to itself
     * @param pidFile where the process is recorded, for a broker that outlives this JVM
     */
    public record Settings(
            Path directory, int port, int controllerPort, int heapMib, Optional<Path> pidFile) {

        /** A small broker that ends with this JVM. */
        public static Settings in(Path directory) {
            return new Settings(directory, FreePort.next(), FreePort.next(), 256, Optional.empty());
        }

        public Settings ports(int given, int givenControllerPort) {
            return new Settings(directory, given, givenControllerPort, heapMib, pidFile);
        }

        public Settings heap(int givenMib) {
            return new Settings(directory, port, controllerPort, givenMib, pidFile);
        }

        public Settings outlivesUs(Path givenPidFile) {
            return new Settings(
                    directory, port, controllerPort, heapMib, Optional.of(givenPidFile));
        }
    }

    /** Not started yet, unless its pid file says that it still runs. */
    public static KafkaServer of(Settings settings, ServerCache cache) {
        return new KafkaServer(settings, cache);
    }

    /** A small broker for one test; close it. */
    public static KafkaServer start(Path directory) {
        var server = of(Settings.in(directory), ServerCache.ofThisUser());
        server.start();
        return server;
    }

    @Override
    List<String> prepare() throws IOException {
        // Whoever listens there would answer in its place.
        FreePort.mustBeFree(name(), settings.port());
        FreePort.mustBeFree(name() + " (controller)", settings.controllerPort());
        Path directory = settings.directory();
        Files.createDirectories(directory);
        makeData(
                directory.resolve("data"),
                () -> cache.directory("kafka-" + VERSION + "-empty", this::format).resolve("data"));
        return command("kafka.Kafka", List.of(writeSettings(directory).toString()), directory);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** Makes a topic, if it is not there; one that is there keeps its partitions. */
    public void createTopic(String name, int partitions) {
        createTopics(Map.of(name, partitions));
    }

    /** Makes topics with their numbers of partitions; those that are there stay as they are. */
    public void createTopics(Map<String, Integer> partitionsByName) {
        try (Admin admin = admin(CALL_LIMIT)) {
            CreateTopics.make(admin, partitionsByName);
        }
    }

    @Override
    boolean answers() {
        return answers(PROBE_LIMIT);
    }

    /** Whether it answers within the limit. */
    public boolean answers(Duration limit) {
        // Else the client waits out its limit, and warns, for a port on which nobody listens.
        if (FreePort.free(settings.port())) {
            return false;
        }
        try (Admin admin = admin(limit)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Admin admin(Duration limit) {
        int limitMs = Math.toIntExact(limit.toMillis());
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limitMs,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMs));
    }

    private Path writeSettings(Path directory) throws IOException {
        Path properties = directory.resolve("server.properties");
        Files.writeString(
                properties,
                String.format(
                        Locale.ROOT,
                        """
                        process.roles=broker,controller
                        node.id=1
                        controller.quorum.voters=1@127.0.0.1:%2$d
                        controller.listener.names=CONTROLLER
                        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                        log.dirs=%3$s
                        auto.create.topics.enable=false
                        default.replication.factor=1
                        offsets.topic.replication.factor=1
                        offsets.topic.num.partitions=4
                        transaction.state.log.replication.factor=1
                        transaction.state.log.min.isr=1
                        transaction.state.log.num.partitions=4
                        share.coordinator.state.topic.replication.factor=1
                        share.coordinator.state.topic.min.isr=1
                        share.coordinator.state.topic.num.partitions=4
                        min.insync.replicas=1
                        group.initial.rebalance.delay.ms=0
                        # A consumer that was killed gives up its partitions within seconds, if it asks so.
                        group.min.session.timeout.ms=1000
                        num.network.threads=2
                        num.io.threads=2
                        num.recovery.threads.per.data.dir=2
                        background.threads=2
                        log.cleaner.dedupe.buffer.size=4194304
                        log.segment.bytes=67108864
                        log.retention.hours=168
                        """,
                        settings.port(),
                        settings.controllerPort(),
                        directory.resolve("data").toAbsolutePath()));
        Files.writeString(
                directory.resolve("logback.xml"),
                """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %-5level %logger{0} - %msg%n</pattern></encoder>
                  </appender>
                  <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
        return properties;
    }

    /** Makes a data directory without topics; which ports are used is not in it. */
    private void format(Path directory) throws IOException {
        Path properties = writeSettings(directory);
        List<String> arguments =
                List.of("format", "--cluster-id=" + Uuid.randomUuid(), "--config=" + properties);
        ChildProcess format =
                ChildProcess.start(
                        new ChildProcess.Program(
                                name(),
                                command("kafka.tools.StorageTool", arguments, directory),
                                Map.of(),
                                directory.resolve(LOG),
                                Optional.empty()));
        if (!format.gone(FORMAT_LIMIT)) {
            format.kill();
        }
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            throw new IOException(
                    name()
                            + " could not format a data directory:\n"
                            + String.join("\n", format.lastLines(20)));
        }
    }

    private List<String> command(String mainClass, List<String> arguments, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + settings.heapMib() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.awt.headless=true",
                        "-Dlogback.configurationFile="
                                + directory.resolve("logback.xml").toAbsolutePath(),
                        "-cp",
                        KafkaClassPath.ofThisJvm(),
                        mainClass));
        command.addAll(arguments);
        return command;
    }
}
