package io.hongbao.events.outbox;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A broker in memory that can be down, or hang. */
final class FakePublisher implements EventPublisher {

    private final Map<String, Integer> partitions;
    private final List<OutboxEvent> arrived = new ArrayList<>();
    private volatile boolean down;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakePublisher(Map<String, Integer> partitions) {
        this.partitions = partitions;
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
        gate.countDown();
    }

    /** Until it comes back, nothing is answered. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    @Override
    public BitSet publish(List<OutboxEvent> events) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var acknowledged = new BitSet();
        if (down) {
            return acknowledged;
        }
        synchronized (arrived) {
            for (int i = 0; i < events.size(); i++) {
                OutboxEvent event = events.get(i);
                if (event.partition() < partitions.getOrDefault(event.topic(), 0)) {
                    arrived.add(event);
                    acknowledged.set(i);
                }
            }
        }
        return acknowledged;
    }

    List<OutboxEvent> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }
}
