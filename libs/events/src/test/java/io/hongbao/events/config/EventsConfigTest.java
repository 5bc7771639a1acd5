package io.hongbao.events.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.events.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;

class EventsConfigTest {

    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        KafkaAutoConfiguration.class,
        EventsConfig.class
    })
    static class Service {}

    @Test
    void every_client_has_the_security_settings_of_spring_kafka() {
        for (Map<String, Object> settings :
                settingsOf(
                        "--spring.kafka.bootstrap-servers=kafka:9092",
                        "--spring.kafka.security.protocol=SASL_SSL",
                        "--spring.kafka.ssl.trust-store-location=file:/etc/hongbao/kafka.p12",
                        "--spring.kafka.ssl.trust-store-type=PKCS12",
                        "--spring.kafka.properties[sasl.mechanism]=SCRAM-SHA-512",
                        "--spring.kafka.properties[sasl.jaas.config]=of-ours")) {
            assertThat(settings)
                    .containsEntry("bootstrap.servers", List.of("kafka:9092"))
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("ssl.truststore.location", "/etc/hongbao/kafka.p12")
                    .containsEntry("ssl.truststore.type", "PKCS12")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry("sasl.jaas.config", "of-ours");
        }
    }

    @Test
    void what_money_rests_on_is_no_setting() {
        List<Map<String, Object>> settings =
                settingsOf(
                        "--spring.kafka.bootstrap-servers=kafka:9092",
                        "--spring.kafka.producer.acks=1",
                        "--spring.kafka.producer.properties[enable.idempotence]=false",
                        "--spring.kafka.consumer.enable-auto-commit=true",
                        "--spring.kafka.consumer.auto-offset-reset=latest");

        assertThat(settings.get(0))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
        assertThat(settings.get(1))
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest");
    }

    /** Of a producer, a consumer, and an admin client. */
    private static List<Map<String, Object>> settingsOf(String... arguments) {
        try (var context =
                new SpringApplicationBuilder(Service.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments)) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            return List.of(clients.producer(), clients.consumer("group", 10), clients.admin());
        }
    }
}
