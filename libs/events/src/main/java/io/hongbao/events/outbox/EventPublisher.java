package io.hongbao.events.outbox;

import java.util.BitSet;
import java.util.List;

/** Publishes events to their topics. Thread-safe. */
public interface EventPublisher {

    /**
     * Sends the events, in order within a partition, and waits, for a bounded time, until all
     * in-sync replicas have them. The set bits are the indexes of events that certainly arrived;
     * the others may arrive or not, and have to be published again. A repeat publishes again.
     * Throws nothing for a broker that is down, or for an event that it refuses.
     */
    BitSet publish(List<OutboxEvent> events);
}
