package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OutboxTable table = new OutboxTable(registry);
    private final FakePublisher broker = new FakePublisher(Map.of("packets", 2));

    OutboxRelayTest() throws SQLException {}

    private OutboxRelay start(int eventsMax) {
        return new OutboxRelay(
                OutboxRelay.settings("one").withDrainMax(WAIT_MAX),
                eventsMax,
                table.connection("relay"),
                broker,
                registry);
    }

    private static List<OutboxEvent> events(String... values) {
        return List.of(values).stream()
                .map(value ->
                        new OutboxEvent(
                                "packets",
                                1,
                                "",
                                "ShareOpenedV1",
                                "balance-credits",
                                value,
                                "signed"))
                .toList();
    }

    private void awaitEmptyTable() {
        Eventually.isTrue("table empty", WAIT_MAX, () -> table.ids().isEmpty());
    }

    @Test
    void a_row_that_is_not_committed_is_not_there() throws SQLException {
        try (LaneConnection connection = table.connection("writer")) {
            connection.read(session -> OutboxTable.write(session, 3, events("{}"), NOON));
        }

        assertThat(table.ids()).isEmpty();
    }

    @Test
    void what_was_committed_is_published_once_and_deleted() {
        try (var relay = start(100)) {
            var first = events("{\"n\":1}", "{\"n\":2}");
            var second = events("{\"n\":3}");

            relay.publish(table.write(3, first, NOON), first);
            relay.publish(table.write(4, second, NOON), second);

            awaitEmptyTable();
        }
        assertThat(broker.arrived()).isEqualTo(events("{\"n\":1}", "{\"n\":2}", "{\"n\":3}"));
        assertThat(registry.get("hongbao.outbox.published").counter().count()).isEqualTo(3);
    }

    @Test
    void while_the_broker_is_down_rows_stay() throws SQLException {
        broker.goDown();
        long id;
        try (var relay = start(100)) {
            id = table.write(3, events("{}"), NOON);
            relay.publish(id, events("{}"));
        }

        assertThat(table.ids()).containsExactly(id);
        assertThat(broker.arrived()).isEmpty();
        assertThat(registry.get("hongbao.outbox.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void a_row_stays_when_one_of_its_events_did_not_arrive() throws SQLException {
        var half =
                List.of(
                        events("{}").getFirst(),
                        new OutboxEvent(
                                "packets",
                                99,
                                "",
                                "ShareOpenedV1",
                                "balance-credits",
                                "{}",
                                "signed"));
        long id = table.write(3, half, NOON);
        long next = table.write(3, events("{}"), NOON);
        try (var relay = start(100)) {
            relay.publish(id, half);
            relay.publish(next, events("{}"));
        }

        assertThat(table.ids()).containsExactly(id);
    }

    @Test
    void a_broker_that_hangs_holds_up_no_caller_and_fills_no_memory() throws SQLException {
        broker.hang();
        try (var relay = start(10)) {
            for (int i = 0; i < 30; i++) {
                relay.publish(table.write(3, events("{}"), NOON), events("{}"));
            }

            assertThat(registry.get("hongbao.outbox.pending").gauge().value()).isEqualTo(10);
            assertThat(registry.get("hongbao.outbox.left").counter().count()).isEqualTo(20);
            broker.comeBack();
            Eventually.isTrue("ten deleted", WAIT_MAX, () -> table.ids().size() == 20);
        }
        assertThat(broker.arrived()).hasSize(10);
    }

    @Test
    void a_row_that_cannot_be_deleted_is_left_to_be_published_again() throws SQLException {
        long id = table.write(3, events("{}"), NOON);
        table.execute(
                """
                create trigger keep before delete on outbox
                for each row signal sqlstate '23000' set message_text = 'kept'
                """);
        try (var relay = start(100)) {
            relay.publish(id, events("{}"));
            Eventually.isTrue("published", WAIT_MAX, () -> broker.arrived().size() == 1);
        }

        assertThat(table.ids()).containsExactly(id);
    }

    @Test
    void closing_publishes_what_is_in_memory() throws SQLException {
        try (var relay = start(1_000)) {
            IntStream.range(0, 100)
                    .forEach(_ -> relay.publish(table.write(3, events("{}"), NOON), events("{}")));
        }

        assertThat(table.ids()).isEmpty();
        assertThat(broker.arrived()).hasSize(100);
    }
}
