package io.hongbao.posting.consume;

import io.hongbao.events.consume.ConsumerLag;
import io.hongbao.posting.apply.ApplyRecords;
import io.hongbao.posting.apply.ApplyRecords.Destinations;
import io.hongbao.posting.apply.Posting;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.event.EventReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/** The threads of all groups in this instance; each has its own listener and connections. */
public final class ConsumerGroups implements SmartLifecycle {

    /** After the watch over the shards, and stopped before it. */
    private static final int PHASE = 100;

    private static final long REPEAT_PAUSE_MS = 1_000;

    private final PostingSettings settings;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final List<KafkaMessageListenerContainer<byte[], byte[]>> threads = new ArrayList<>();
    private final List<ApplyRecords<?>> appliers = new ArrayList<>();

    ConsumerGroups(
            PostingSettings settings,
            ConsumerFactory<byte[], byte[]> consumers,
            List<Posting<?>> postings,
            Parts parts) {
        this.settings = settings;
        this.consumers = consumers;
        for (Posting<?> posting : postings) {
            var lag = new ConsumerLag(posting.group(), parts.registry(), parts.clock());
            for (int thread = 0; thread < settings.concurrency(); thread++) {
                threads.add(
                        container(posting, posting.group() + "-" + thread, lag.newThread(), parts));
            }
        }
    }

    /** What every thread shares. */
    record Parts(
            EventReader reader,
            Destinations destinations,
            DeadLetters deadLetters,
            MeterRegistry registry,
            Clock clock) {}

    private KafkaMessageListenerContainer<byte[], byte[]> container(
            Posting<?> posting, String name, ConsumerLag.OfThread lag, Parts parts) {
        var properties = new ContainerProperties(settings.topic());
        properties.setGroupId(posting.group());
        properties.setClientId(name);
        // The listener commits offsets itself, each partition's own.
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setPollTimeout(settings.pollMax().toMillis());
        properties.setIdleBetweenPolls(settings.gather().toMillis());
        properties.setMissingTopicsFatal(false);
        // The lag is measured after batches, and where there are none: also of what is paused.
        properties.setIdleEventInterval(ConsumerLag.INTERVAL.toMillis());
        properties.setIdleBeforeDataMultiplier(1);
        var container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName(name);
        container.setCommonErrorHandler(repeatForEver());
        var apply = new ApplyRecords<>(name, posting, parts.reader(), parts.destinations());
        appliers.add(apply);
        var listener =
                new GroupListener(
                        posting.group(),
                        apply,
                        parts.deadLetters(),
                        parts.destinations().watch(),
                        lag,
                        container);
        container.setupMessageListener(listener);
        // Told in the thread that polls.
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                listener.measureLag(idle.getConsumer());
            }
        });
        return container;
    }

    /**
     * A listener that fails is a bug: its batch is repeated until it succeeds, whatever was thrown.
     * By default some types, such as a {@link ClassCastException}, are not worth a repeat and cost
     * the whole batch.
     */
    static CommonErrorHandler repeatForEver() {
        var handler =
                new DefaultErrorHandler(
                        new FixedBackOff(REPEAT_PAUSE_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @Override
    public void start() {
        threads.forEach(KafkaMessageListenerContainer::start);
    }

    /** Returns when what was being written is written. */
    @Override
    public void stop() {
        threads.parallelStream().forEach(KafkaMessageListenerContainer::stop);
        appliers.forEach(ApplyRecords::close);
    }

    @Override
    public boolean isRunning() {
        return threads.stream().anyMatch(KafkaMessageListenerContainer::isRunning);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
