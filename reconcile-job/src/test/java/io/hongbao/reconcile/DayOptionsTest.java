package io.hongbao.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.events.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DayOptionsTest {

    @Test
    void every_client_of_kafka_has_the_settings_of_the_file(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("kafka.properties");
        Files.writeString(
                file,
                """
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                ssl.truststore.location=/etc/hongbao/kafka.p12
                request.timeout.ms=7000
                """);

        KafkaClients clients =
                Objects.requireNonNull(
                        options("--kafka=kafka:9092", "--kafka-properties=" + file).kafkaClients());

        for (Map<String, Object> settings : List.of(clients.admin(), clients.reader())) {
            assertThat(settings)
                    .containsEntry("bootstrap.servers", "kafka:9092")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry("ssl.truststore.location", "/etc/hongbao/kafka.p12")
                    .containsEntry("request.timeout.ms", "7000");
        }
    }

    @Test
    void without_a_broker_there_are_no_clients() {
        assertThat(options().kafkaClients()).isNull();
    }

    private static DayOptions options(String... arguments) {
        var options = new DayOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
                .parseArgs(arguments);
        return options;
    }
}
