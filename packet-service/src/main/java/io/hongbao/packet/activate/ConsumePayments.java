package io.hongbao.packet.activate;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.consume.ConsumerLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes payments from Kafka for the group {@code packet-activations}, at least once. Each partition
 * is worked on by itself: while one waits for its SET it is paused, for as long as it takes, and
 * the others go on. An offset is committed when all before it is done with.
 *
 * <p>A loop of our own over the plain consumer: a listener container would wait for one partition's
 * SET in the thread that serves the other partitions.
 */
final class ConsumePayments implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumePayments.class);

    private static final Duration POLL_IDLE = Duration.ofMillis(500);
    private static final Duration POLL_UNDER_WAY = Duration.ofMillis(10);
    private static final Duration POLL_WAITING = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, String>> consumers;
    private final ApplyPayment applyPayment;
    private final ActivationSettings settings;
    private final Clock clock;
    private final Map<TopicPartition, PartitionWork> work = new HashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConsumerLag.OfThread lag;
    private volatile boolean running;
    private volatile @Nullable Consumer<String, String> current;
    private @Nullable Thread thread;

    ConsumePayments(
            Supplier<Consumer<String, String>> consumers,
            ApplyPayment applyPayment,
            ActivationSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.consumers = consumers;
        this.applyPayment = applyPayment;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("hongbao.activations.waiting", waiting, AtomicInteger::get)
                .description("Payments taken from Kafka and not applied yet")
                .register(registry);
        lag = new ConsumerLag(Topics.GROUP_ACTIVATIONS, registry, clock).newThread();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("activations").daemon().start(this::keepConsuming);
    }

    private void keepConsuming() {
        while (running) {
            try (Consumer<String, String> consumer = consumers.get()) {
                current = consumer;
                consume(consumer);
            } catch (WakeupException stopping) {
                // Asked for by stop().
            } catch (Throwable failure) {
                // The outermost loop, and the only thread that activates: a new consumer starts
                // from what was committed.
                log.error("activations failed, starting again", failure);
                pause();
            } finally {
                current = null;
                work.clear();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume(Consumer<String, String> consumer) {
        consumer.subscribe(List.of(Topics.PAYMENTS), new DropLost());
        while (running) {
            ConsumerRecords<String, String> fetched = consumer.poll(patience());
            for (TopicPartition partition : fetched.partitions()) {
                take(consumer, partition, fetched.records(partition));
            }
            step(consumer);
            waiting.set(work.values().stream().mapToInt(PartitionWork::left).sum());
            lag.measure(consumer, waiting.get());
        }
    }

    private Duration patience() {
        if (work.isEmpty()) {
            return POLL_IDLE;
        }
        return work.values().stream().anyMatch(PartitionWork::underWay)
                ? POLL_UNDER_WAY
                : POLL_WAITING;
    }

    /** Nothing more is fetched of the partition until this is done. */
    private void take(
            Consumer<String, String> consumer,
            TopicPartition partition,
            List<ConsumerRecord<String, String>> records) {
        work.put(partition, new PartitionWork(records, settings));
        consumer.pause(List.of(partition));
    }

    private void step(Consumer<String, String> consumer) {
        var done = new HashMap<TopicPartition, OffsetAndMetadata>();
        work.forEach((partition, each) -> {
            if (each.step(applyPayment::apply, clock.instant())) {
                done.put(partition, new OffsetAndMetadata(each.nextOffset()));
            }
        });
        if (done.isEmpty()) {
            return;
        }
        done.keySet().forEach(work::remove);
        consumer.resume(done.keySet());
        try {
            consumer.commitSync(done);
        } catch (WakeupException stopping) {
            throw stopping;
        } catch (KafkaException notCommitted) {
            // They come again, and are answered as repeats.
            log.warn("offsets not committed: {}", notCommitted.toString());
        }
    }

    /** Partitions that went to another instance are its business now. */
    private final class DropLost implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(work::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.info("activations: partitions={}", partitions.size());
        }
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, String> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread worker = thread;
        if (worker == null) {
            return;
        }
        try {
            if (!worker.join(STOP_MAX)) {
                log.warn("activations still running: waited={}", STOP_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
