package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedFault;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Gap;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.tell.DayReportText;
import io.hongbao.reconcile.underway.KafkaEvents.Behind;
import io.hongbao.servers.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A consumer that stands: what it has still to apply is under way, and nothing else is. */
class EventsInKafkaTest {

    private static final String NOBODY = "127.0.0.1:1";

    @TempDir Path directory;

    private Path statements() {
        return directory;
    }

    @Test
    void a_credit_is_under_way_while_its_event_waits_for_the_consumer_and_missing_afterwards()
            throws ExecutionException, InterruptedException {
        var day = new PlantedDay(statements());
        day.write(1_000);
        var planter = new FaultPlanter(day.databases(), PlantedDay.DAY);
        Finding waiting = lost(day, planter);
        try (KafkaServer kafka = KafkaServer.start(directory.resolve("kafka"))) {
            kafka.createTopics(
                    Map.of(
                            Topics.PAYMENTS, Topics.PARTITIONS,
                            Topics.PACKETS, Topics.PARTITIONS));
            // The first is applied; then the consumer stands, and two wait behind it.
            publish(kafka, opened(waiting, waiting.orderNo(), 1), waiting.userId());
            commit(kafka, waiting.userId(), 1);
            publish(kafka, "not JSON", waiting.userId());
            publish(kafka, opened(waiting, waiting.orderNo(), 0), waiting.userId());
            PlantedCase lost = planter.plant(PlantedFault.LOST_CREDIT);

            DayReport behind = reconcile(day, kafka.bootstrapServers());
            commit(kafka, waiting.userId(), 3);
            DayReport applied = reconcile(day, kafka.bootstrapServers());

            assertThat(subjects(behind)).as(DayReportText.of(behind)).containsExactly(lost.about());
            assertThat(credits(behind).inFlight().count()).isEqualTo(1);
            assertThat(behind.consumers())
                    .containsExactly(
                            new Behind(Topics.GROUP_ACTIVATIONS, 0),
                            new Behind(Topics.GROUP_CREDITS, 2),
                            new Behind(Topics.GROUP_RECORDS, 3));
            assertThat(behind.notChecked()).isEmpty();
            assertThat(subjects(applied))
                    .containsExactlyInAnyOrder(lost.about(), waiting.subject());
            assertThat(credits(applied).inFlight().count()).isZero();
        }
    }

    @Test
    void a_broker_that_does_not_answer_is_named_and_excuses_nothing() {
        var day = new PlantedDay(statements());
        day.write(500);
        Finding missing = lost(day, new FaultPlanter(day.databases(), PlantedDay.DAY));

        DayReport report = reconcile(day, NOBODY);

        assertThat(subjects(report)).containsExactly(missing.subject());
        assertThat(report.consumers()).isEmpty();
        assertThat(report.notChecked())
                .extracting(Gap::what)
                .containsExactly("whether Kafka still has the events of what is missing");
        assertThat(report.notChecked().getFirst().why()).contains(NOBODY);
    }

    /** One credit of the day, gone. */
    private static Finding lost(PlantedDay day, FaultPlanter planter) {
        planter.plant(PlantedFault.LOST_CREDIT);
        return day.reconcile().discrepancies().getFirst().finding();
    }

    private static DayReport reconcile(PlantedDay day, String bootstrapServers) {
        var clients =
                KafkaClients.of(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        return PlantedDay.reconcile(day.suite(clients), PlantedDay.LATER);
    }

    private static List<String> subjects(DayReport report) {
        return report.discrepancies().stream().map(row -> row.finding().subject()).toList();
    }

    private static Check credits(DayReport report) {
        return report.checks().stream()
                .filter(check -> check.name().equals("CREDITS"))
                .findFirst()
                .orElseThrow();
    }

    /** The event of a share of the packet; {@code more} makes it another user's. */
    private static String opened(Finding share, String order, int more) {
        return JsonMapper.shared()
                .writeValueAsString(
                        new ShareOpenedV1(
                                order,
                                more,
                                share.userId() + more,
                                share.amountFen(),
                                Instant.parse("2026-11-21T04:00:00Z"),
                                1,
                                "LUCKY",
                                ""));
    }

    private void publish(KafkaServer kafka, String value, long user)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var record =
                    new ProducerRecord<>(Topics.PACKETS, partition(user), JsonKey.of(value), value);
            record.headers()
                    .add(Topics.TYPE_HEADER, ShareOpenedV1.TYPE.getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    /** Events have their packet's number for a key. */
    private static final class JsonKey {

        private JsonKey() {}

        static String of(String value) {
            return value.startsWith("{")
                    ? JsonMapper.shared().readTree(value).path("orderNumber").asString()
                    : "none";
        }
    }

    /** As the consumer of credits does when it has applied what is before the offset. */
    private static void commit(KafkaServer kafka, long user, long offset) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        Topics.GROUP_CREDITS);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(Topics.PACKETS, partition(user));
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        }
    }

    private static int partition(long user) {
        return Topics.partitionOf(WalletSlot.of(new UserId(user)));
    }
}
