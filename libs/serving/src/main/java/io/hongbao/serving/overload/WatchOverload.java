package io.hongbao.serving.overload;

import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all places where work waits, once a window, and moves the level by the longest wait. */
final class WatchOverload implements AutoCloseable {

    static final Duration WINDOW = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(WatchOverload.class);

    private final List<QueueWait> waits;
    private final AdmissionLevel level;
    private final Map<String, Double> lastMillis = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("overload").daemon().factory());
    private volatile int admitted = AdmissionRank.ALL;

    WatchOverload(List<QueueWait> waits, Duration waitMax, MeterRegistry registry) {
        this.waits = List.copyOf(waits);
        level = new AdmissionLevel(waitMax.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
        for (QueueWait wait : waits) {
            Gauge.builder(
                            "hongbao.overload.wait.seconds",
                            () -> lastMillis.getOrDefault(wait.name(), 0.0) / 1_000)
                    .description("Mean wait of work in the last window")
                    .tag("source", wait.name())
                    .register(registry);
        }
        for (Tier tier : Tier.values()) {
            Gauge.builder("hongbao.overload.admitted", () -> AdmissionRank.admitted(tier, admitted))
                    .description("The part of a tier's users that this process serves")
                    .tag("tier", tier.label())
                    .register(registry);
        }
    }

    void start() {
        long millis = WINDOW.toMillis();
        var _ = timer.scheduleAtFixedRate(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Ranks admitted. */
    int admitted() {
        return admitted;
    }

    private void look() {
        try {
            double longest = 0;
            for (QueueWait wait : waits) {
                double millis = wait.meanMillis();
                lastMillis.put(wait.name(), millis);
                longest = Math.max(longest, millis);
            }
            int before = admitted;
            level.windowPassed(longest);
            admitted = level.admitted();
            say(before, longest);
        } catch (Throwable bug) {
            // Thrown further, it would end the schedule.
            log.error("overload not judged", bug);
        }
    }

    /** Tiers as they go and come; their parts are for the metrics. */
    private void say(int before, double longest) {
        for (Tier tier : Tier.values()) {
            int first = AdmissionRank.first(tier);
            if (before > first && admitted <= first) {
                log.warn("overloaded: tier={} refused, wait={} ms", tier.number(), longest);
            } else if (before <= first && admitted > first) {
                log.info("tier={} comes back, wait={} ms", tier.number(), longest);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
