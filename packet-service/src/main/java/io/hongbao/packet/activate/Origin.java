package io.hongbao.packet.activate;

import io.hongbao.contracts.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Where a dead letter was found, as its header {@code hongbao-dead-origin} says it. */
public record Origin(String topic, int partition, long offset) {

    private static final String HEADER = "hongbao-dead-origin";
    private static final int PARTS = 3;

    static Origin of(ConsumerRecord<?, ?> found) {
        return new Origin(found.topic(), found.partition(), found.offset());
    }

    void addTo(Headers headers) {
        String text = "%s/%d/%d".formatted(topic, partition, offset);
        headers.add(HEADER, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when there is none, or none that a payment could have come from. */
    public static Optional<Origin> readFrom(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), StandardCharsets.UTF_8).split("/", -1);
        if (parts.length != PARTS || !parts[0].equals(Topics.PAYMENTS)) {
            return Optional.empty();
        }
        try {
            var origin = new Origin(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
            return origin.partition >= 0 && origin.partition < Topics.PARTITIONS
                    ? Optional.of(origin)
                    : Optional.empty();
        } catch (NumberFormatException noPlace) {
            return Optional.empty();
        }
    }
}
