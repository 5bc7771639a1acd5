package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker of our own, which is its own controller (KRaft): a process, a data directory, a
 * port on the loopback address. It can be killed, hung, stopped and started again on the same data
 * and port. Topics are made by {@link #createTopic}, never by using them.
 */
public final class KafkaServer implements AutoCloseable {

    /** In the names of the cache: another version formats its own. */
    private static final String VERSION = "4.2.1";

    private static final String LOG = "kafka.log";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration CALL_LIMIT = Duration.ofMinutes(1);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Settings settings;
    private final ServerCache cache;
    private volatile @Nullable ChildProcess running;

    private KafkaServer(Settings settings, ServerCache cache) {
        this.settings = settings;
        this.cache = cache;
        this.running =
                settings.pidFile()
                        .flatMap(file -> ChildProcess.recorded(name(), file, log()))
                        .orElse(null);
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

    /** Starts it and returns when it answers. Does nothing when it runs. */
    public void start() {
        if (alive()) {
            return;
        }
        // Whoever listens there would answer in its place.
        FreePort.mustBeFree(name(), settings.port());
        FreePort.mustBeFree(name() + " (controller)", settings.controllerPort());
        ChildProcess started;
        try {
            Path data = settings.directory().resolve("data");
            Files.createDirectories(settings.directory());
            if (!Files.isDirectory(data)) {
                Path empty = cache.directory("kafka-" + VERSION + "-empty", this::format);
                // Under its final name only when complete: a copy cut short is made anew.
                Path unfinished = settings.directory().resolve("data.unfinished");
                ServerCache.deleteTree(unfinished);
                ServerCache.copyTree(empty.resolve("data"), unfinished);
                Files.move(unfinished, data);
            }
            Path properties = writeSettings(settings.directory());
            started =
                    run(
                            "kafka.Kafka",
                            List.of(properties.toString()),
                            settings.directory(),
                            settings.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException("no data directory: " + settings.directory(), e);
        }
        running = started;
        waitUntilItAnswers(started);
    }

    public boolean alive() {
        return process().filter(ChildProcess::alive).isPresent();
    }

    /** SIGKILL. What it acknowledged is in the page cache of the machine, which goes on. */
    public void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void hang() {
        process().ifPresent(ChildProcess::hang);
    }

    public void resume() {
        process().ifPresent(ChildProcess::resume);
    }

    public void stop() {
        process().ifPresent(found -> found.stop(STOP_PATIENCE));
    }

    @Override
    public void close() {
        stop();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    public Path log() {
        return settings.directory().resolve(LOG);
    }

    /** The process, when it was started. */
    public Optional<ChildProcess> process() {
        return Optional.ofNullable(running);
    }

    /** Makes a topic, if it is not there; one that is there keeps its partitions. */
    public void createTopic(String name, int partitions) {
        createTopics(Map.of(name, partitions));
    }

    /** Makes topics with their numbers of partitions; those that are there stay as they are. */
    public void createTopics(Map<String, Integer> partitionsByName) {
        try (Admin admin = admin(CALL_LIMIT)) {
            TopicMaker.make(admin, partitionsByName);
        }
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

    private String name() {
        return "Kafka :" + settings.port();
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
        ChildProcess format =
                run(
                        "kafka.tools.StorageTool",
                        List.of(
                                "format",
                                "--cluster-id=" + Uuid.randomUuid(),
                                "--config=" + properties),
                        directory,
                        Optional.empty());
        if (!format.gone(START_LIMIT)) {
            format.kill();
        }
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            throw new IOException(
                    name()
                            + " could not format a data directory:\n"
                            + String.join("\n", format.lastLines(20)));
        }
    }

    private ChildProcess run(
            String mainClass, List<String> arguments, Path directory, Optional<Path> pidFile) {
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
        return ChildProcess.start(
                new ChildProcess.Program(
                        name(), command, Map.of(), directory.resolve(LOG), pidFile));
    }

    private void waitUntilItAnswers(ChildProcess process) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(PROBE_LIMIT)) {
            failIfEnded(process, deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void failIfEnded(ChildProcess process, long deadline) {
        if (!process.alive() || System.nanoTime() > deadline) {
            List<String> lines = process.lastLines(20);
            process.kill();
            throw new IllegalStateException(
                    name() + " does not answer:\n" + String.join("\n", lines));
        }
    }
}
