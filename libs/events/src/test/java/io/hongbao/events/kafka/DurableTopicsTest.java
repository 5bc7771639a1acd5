package io.hongbao.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.servers.SharedKafka;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The broker of the tests is alone, so no topic of it is durable. */
class DurableTopicsTest {

    private final String topic = SharedKafka.newTopic("packets", 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    replication | in sync | durable
                    3           | 2       | true
                    5           | 3       | true
                    2           | 2       | false
                    3           | 1       | false
                    1           | 1       | false
                    """)
    void a_topic_is_durable_from_three_copies_and_two_in_sync_on(
            int replication, int inSync, boolean durable) {
        assertThat(DurableTopics.mistake("t", replication, inSync).isEmpty()).isEqualTo(durable);
    }

    @Test
    void what_is_not_durable_is_refused_by_name_and_values() {
        var topics = topics(SharedKafka.bootstrapServers(), true);

        assertThatThrownBy(() -> topics.check(List.of(topic)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic=" + topic + " replication=1 min.insync.replicas=1");
        assertThat(topics.usable(topic)).isFalse();
    }

    @Test
    void on_one_machine_it_is_only_warned_of() {
        var topics = topics(SharedKafka.bootstrapServers(), false);

        assertThatCode(() -> topics.check(List.of(topic))).doesNotThrowAnyException();
        assertThat(topics.usable(topic)).isTrue();
    }

    @Test
    void while_the_broker_is_away_a_service_starts_and_publishes_nothing() {
        var topics = topics("127.0.0.1:1", true);

        assertThatCode(() -> topics.check(List.of(topic, topic))).doesNotThrowAnyException();
        assertThat(topics.usable(topic)).isFalse();
    }

    private static DurableTopics topics(String bootstrap, boolean required) {
        return new DurableTopics(KafkaClients.of(Map.of("bootstrap.servers", bootstrap)), required);
    }
}
