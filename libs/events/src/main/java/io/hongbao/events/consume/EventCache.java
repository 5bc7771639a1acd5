package io.hongbao.events.consume;

import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events that groups of this process have read lately: who reads a record first verifies and parses
 * it, the others need not. A group that is far from the others finds nothing and reads for itself.
 */
public final class EventCache {

    private final AtomicReferenceArray<@Nullable Entry> slots;

    /** A text whose signature was right, and the event that it is. */
    private record Entry(SignedEvent text, Object event) {}

    /**
     * @param slots the most events that are kept, ≥ 1: a newer one takes the place of an older one
     */
    public EventCache(int slots) {
        this.slots = new AtomicReferenceArray<>(slots);
    }

    /**
     * The event, if the very same text is here: where its record is from only says where to look.
     */
    @Nullable Object find(ConsumerRecord<?, ?> from, SignedEvent text) {
        Entry entry = slots.get(slot(from));
        return entry != null && entry.text().equals(text) ? entry.event() : null;
    }

    /** Keeps an event whose signature was right. */
    void put(ConsumerRecord<?, ?> from, SignedEvent text, Object event) {
        slots.set(slot(from), new Entry(text, event));
    }

    private int slot(ConsumerRecord<?, ?> from) {
        return Math.floorMod(from.offset() * Topics.PARTITIONS + from.partition(), slots.length());
    }
}
