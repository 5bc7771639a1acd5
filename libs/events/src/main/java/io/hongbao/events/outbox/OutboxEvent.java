package io.hongbao.events.outbox;

import io.hongbao.contracts.event.SignedEvent;

/**
 * One event on its way to a topic.
 *
 * @param key the record's key; may be empty
 * @param type which event and version {@code value} is, as in {@code ShareOpenedV1}
 * @param groups who must apply it, separated by commas
 * @param value JSON on one line
 * @param signature of type, groups and value: proves that the suite made the event
 */
public record OutboxEvent(
        String topic,
        int partition,
        String key,
        String type,
        String groups,
        String value,
        String signature) {

    public OutboxEvent {
        if (partition < 0) {
            throw new IllegalArgumentException("must be >= 0: partition=" + partition);
        }
    }

    /** For whoever tells it by a call, too. */
    public SignedEvent signed() {
        return new SignedEvent(type, groups, value, signature);
    }
}
