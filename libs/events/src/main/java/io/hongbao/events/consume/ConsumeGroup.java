package io.hongbao.events.consume;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.events.dead.DeadLetters;
import io.hongbao.events.kafka.DurableTopics;
import io.hongbao.events.kafka.KafkaClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One consumer group in this instance: takes events from Kafka, at least once, from when all else
 * has started until anything stops.
 */
public final class ConsumeGroup<E> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumeGroup.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final String group;
    private final List<ConsumePartitions<E>> loops = new ArrayList<>();
    private List<Thread> threads = List.of();

    /**
     * What all groups use.
     *
     * @param instance how this process is called, and no other
     * @param runtime what is set now: the rates of groups among it
     */
    public record Shared(
            String instance,
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            DurableTopics topics,
            Supplier<RuntimeSettings> runtime,
            MeterRegistry registry,
            Clock clock) {

        /**
         * Kafka's default assigns partitions in the order of the clients' ids. These begin with the
         * instance and the thread, so that of groups that read the same topic, each partition goes
         * to the same instance, which then reads its events once ({@link EventCache}).
         */
        private Consumer<byte[], byte[]> newConsumer(
                String group, ConsumeSettings settings, int thread) {
            Map<String, Object> consumer = clients.consumer(group, settings.recordsMax());
            consumer.putIfAbsent(
                    ConsumerConfig.CLIENT_ID_CONFIG, instance + '-' + thread + '-' + group);
            return new KafkaConsumer<>(consumer);
        }
    }

    /** {@code appliers} makes what a thread, which it is told the name of, applies events with. */
    public ConsumeGroup(
            EventReader<E> reader,
            Function<String, ? extends ApplyEvents<E>> appliers,
            ConsumeSettings settings,
            Shared shared) {
        group = reader.group();
        Supplier<OptionalInt> rate = () -> shared.runtime().get().consumerRate(group);
        Gauge.builder("hongbao.consumer.rate.limit", () -> limit(rate.get()))
                .description("Records a second that all instances together may take; +Inf: any")
                .tag("group", group)
                .register(shared.registry());
        var lag = new ConsumerLag(group, shared.registry(), shared.clock());
        var context =
                new ConsumePartitions.GroupContext<>(
                        thread -> shared.newConsumer(group, settings, thread),
                        reader,
                        new DeadLetters(
                                group,
                                shared.producer(),
                                shared.topics(),
                                shared.registry(),
                                shared.clock()),
                        settings,
                        rate,
                        shared.registry(),
                        shared.clock());
        for (int i = 0; i < settings.threads(); i++) {
            loops.add(
                    new ConsumePartitions<>(
                            context, i, appliers.apply(group + "-" + i), lag.newThread()));
        }
    }

    private static double limit(OptionalInt rate) {
        return rate.isPresent() ? rate.getAsInt() : Double.POSITIVE_INFINITY;
    }

    @Override
    public void start() {
        threads =
                loops.stream()
                        .map(loop -> Thread.ofPlatform().name(group).daemon().start(loop))
                        .toList();
    }

    /** Returns when what was being applied is applied and committed, or after a limit. */
    @Override
    public void stop() {
        loops.forEach(ConsumePartitions::stop);
        try {
            for (Thread thread : threads) {
                if (!thread.join(STOP_MAX)) {
                    log.warn("still running: group={} waited={}", group, STOP_MAX);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
