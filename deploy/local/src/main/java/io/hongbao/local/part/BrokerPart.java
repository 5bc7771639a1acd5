package io.hongbao.local.part;

import io.hongbao.contracts.event.Topics;
import io.hongbao.servers.ChildProcess;
import io.hongbao.servers.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The broker with the topics of the suite. */
public final class BrokerPart implements Part {

    /** The broker never makes a topic because somebody uses it, so that a wrong name is found. */
    private static final Map<String, Integer> TOPICS =
            Map.of(
                    Topics.PAYMENTS,
                    Topics.PARTITIONS,
                    Topics.PACKETS,
                    Topics.PARTITIONS,
                    Topics.NOTIFICATIONS,
                    Topics.PARTITIONS,
                    Topics.deadLettersOf(Topics.GROUP_ACTIVATIONS),
                    Topics.PARTITIONS,
                    Topics.deadLettersOf(Topics.GROUP_CREDITS),
                    Topics.PARTITIONS,
                    Topics.deadLettersOf(Topics.GROUP_RECORDS),
                    Topics.PARTITIONS,
                    Topics.deadLettersOf(Topics.GROUP_NOTIFICATIONS),
                    Topics.PARTITIONS);

    /** A client that is new takes a while. */
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    private final KafkaServer server;
    private final List<Integer> ports;

    public BrokerPart(KafkaServer server, List<Integer> ports) {
        this.server = server;
        this.ports = ports;
    }

    public KafkaServer server() {
        return server;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void start() {
        server.start();
        server.createTopics(TOPICS);
    }

    @Override
    public boolean ready() {
        return server.answers(PROBE_LIMIT);
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public Optional<ChildProcess> running() {
        return server.process().filter(ChildProcess::alive);
    }

    @Override
    public Path log() {
        return server.log();
    }
}
