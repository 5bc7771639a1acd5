package io.hongbao.events.dead;

import io.hongbao.contracts.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Where a dead letter was read: {@code topic/partition/offset} in the header {@link #HEADER}. */
public record Origin(String topic, int partition, long offset) {

    public static final String HEADER = "hongbao-dead-origin";

    private static final int PARTS = 3;

    static Origin of(ConsumerRecord<?, ?> dead) {
        return new Origin(dead.topic(), dead.partition(), dead.offset());
    }

    /** Empty when there is none, or none of this topic. */
    public static Optional<Origin> readFrom(Headers headers, String topic) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), StandardCharsets.UTF_8).split("/", -1);
        if (parts.length != PARTS || !parts[0].equals(topic)) {
            return Optional.empty();
        }
        try {
            var origin = new Origin(topic, Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
            return origin.partition >= 0 && origin.partition < Topics.PARTITIONS
                    ? Optional.of(origin)
                    : Optional.empty();
        } catch (NumberFormatException noPlace) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return topic + '/' + partition + '/' + offset;
    }
}
