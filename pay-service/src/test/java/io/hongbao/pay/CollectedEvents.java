package io.hongbao.pay;

import io.hongbao.events.outbox.EventPublisher;
import io.hongbao.events.outbox.OutboxEvent;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker that takes everything. */
public final class CollectedEvents implements EventPublisher {

    private final List<OutboxEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public BitSet publish(List<OutboxEvent> published) {
        events.addAll(published);
        var arrived = new BitSet();
        arrived.set(0, published.size());
        return arrived;
    }

    int count() {
        return events.size();
    }

    public List<OutboxEvent> all() {
        return List.copyOf(events);
    }

    public List<OutboxEvent> of(String key) {
        return events.stream().filter(event -> event.key().equals(key)).toList();
    }
}
