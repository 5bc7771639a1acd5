package io.hongbao.ledgerconsumer.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The threads of this instance: of each wallet shard, one that watches, and one that delivers. */
final class WebhookThreads implements SmartLifecycle {

    private final List<WatchShard> watches;
    private final List<DeliverShard> deliveries;
    private final Duration stopMax;
    private final List<Thread> watching = new ArrayList<>();
    private final List<Thread> delivering = new ArrayList<>();

    /**
     * @param deliveries none where nothing is delivered
     * @param stopMax how long a stop waits for what is under way
     */
    WebhookThreads(List<WatchShard> watches, List<DeliverShard> deliveries, Duration stopMax) {
        this.watches = watches;
        this.deliveries = deliveries;
        this.stopMax = stopMax;
    }

    @Override
    public void start() {
        watches.forEach(each -> watching.add(Thread.ofVirtual().name("webhook-watch").start(each)));
        deliveries.forEach(
                each -> delivering.add(Thread.ofVirtual().name("webhook-deliver").start(each)));
    }

    @Override
    public void stop() {
        watching.forEach(Thread::interrupt);
        deliveries.forEach(DeliverShard::stop);
        long end = System.nanoTime() + stopMax.toNanos();
        try {
            for (Thread each : delivering) {
                if (!each.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                    each.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watching.clear();
        delivering.clear();
    }

    @Override
    public boolean isRunning() {
        return !watching.isEmpty();
    }
}
