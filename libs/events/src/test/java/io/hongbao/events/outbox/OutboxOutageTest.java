package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.servers.KafkaServer;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker is killed in the middle and comes back. */
class OutboxOutageTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    /** Longer than it takes to fill the memory, on any machine. */
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROWS = 60;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MovableClock clock = new MovableClock(NOON);
    private final OutboxTable table = new OutboxTable(registry);

    @TempDir Path directory;

    OutboxOutageTest() throws SQLException {}

    @Test
    void commits_go_on_without_the_broker_and_everything_arrives_when_it_is_back() {
        try (var server = KafkaServer.start(directory);
                var producer = PatientProducer.at(server.bootstrapServers(), DELIVERY_MAX)) {
            server.createTopic("packets", 2);
            var publisher = PatientProducer.publisher(producer, DELIVERY_MAX);
            try (var relay = start(publisher)) {
                commitRows(relay, server);
            }
            server.start();
            clock.advance(Duration.ofMinutes(1));
            try (var sweeper = sweeper(publisher)) {
                sweeper.start();
                Eventually.isTrue("table empty", PATIENCE, () -> table.ids().isEmpty());
            }

            assertThat(ReadTopic.read(server.bootstrapServers(), "packets", 2, ROWS))
                    .extracting(OutboxEvent::value)
                    .containsAll(IntStream.range(0, ROWS).mapToObj(n -> "" + n).toList());
        }
    }

    private OutboxRelay start(EventPublisher publisher) {
        return new OutboxRelay(
                OutboxRelay.settings("one"), 20, table.connection("relay"), publisher, registry);
    }

    private OutboxSweeper sweeper(EventPublisher publisher) {
        var settings =
                new SweepSettings(
                        "one", 10, Duration.ofMillis(100), Duration.ofSeconds(10), 5, 100);
        return new OutboxSweeper(
                settings, _ -> true, table.connection("sweeper"), publisher, clock, registry);
    }

    private void commitRows(OutboxRelay relay, KafkaServer server) {
        for (int number = 0; number < ROWS / 3; number++) {
            relay.publish(commit(number), events(number));
        }
        server.kill();
        var without = IntStream.range(ROWS / 3, ROWS).boxed().toList();
        List<Long> rows = without.stream().map(this::commit).toList();
        for (int i = 0; i < rows.size(); i++) {
            relay.publish(rows.get(i), events(without.get(i)));
        }
        assertThat(registry.get("hongbao.outbox.left").tag("where", "memory").counter().count())
                .as("more than memory may hold")
                .isPositive();
    }

    private long commit(int number) {
        return table.write(number % 10, events(number), clock.instant());
    }

    private static List<OutboxEvent> events(int number) {
        return List.of(
                new OutboxEvent(
                        "packets",
                        number % 2,
                        "",
                        "ShareOpenedV1",
                        "balance-credits",
                        "" + number,
                        "s"));
    }
}
