package io.hongbao.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every publisher promises, the fake one too. Topics have two partitions. */
interface EventPublisherContract {

    EventPublisher publisher();

    /** A topic with two partitions. */
    String topic();

    /** What consumers of the topic see, each partition in its order. */
    List<OutboxEvent> arrived(int count);

    private OutboxEvent event(int partition, String value) {
        return new OutboxEvent(
                topic(), partition, "键", "ShareOpenedV1", "balance-credits", value, "signed");
    }

    @Test
    default void what_is_acknowledged_arrived_complete_and_in_order() {
        var events =
                List.of(event(0, "{\"n\":1}"), event(0, "{\"n\":2}"), event(0, "{\"n\":\"份\"}"));

        assertThat(publisher().publish(events).cardinality()).isEqualTo(3);

        assertThat(arrived(3)).isEqualTo(events);
    }

    @Test
    default void an_event_for_a_partition_that_is_not_there_fails_alone() {
        var events = List.of(event(2, "{}"), event(1, "{}"), event(9, "{}"), event(0, "{}"));

        assertThat(publisher().publish(events).stream()).containsExactly(1, 3);

        assertThat(arrived(2)).containsExactlyInAnyOrder(events.get(1), events.get(3));
    }

    @Test
    default void an_event_for_a_topic_that_is_not_there_fails_alone() {
        var lost =
                new OutboxEvent(
                        "never-made", 0, "", "ShareOpenedV1", "balance-credits", "{}", "signed");

        assertThat(publisher().publish(List.of(lost, event(0, "{}"))).stream()).containsExactly(1);
    }

    @Test
    default void a_repeat_is_published_again() {
        var event = event(1, "{}");

        publisher().publish(List.of(event));
        publisher().publish(List.of(event));

        assertThat(arrived(2)).containsExactly(event, event);
    }

    @Test
    default void publishing_nothing_is_nothing() {
        assertThat(publisher().publish(List.of()).isEmpty()).isTrue();
    }
}
