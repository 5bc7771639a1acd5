package io.hongbao.pay.trouble;

import io.hongbao.contracts.overload.AdmissionRank;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks four times a second how payments went, and keeps the level of trouble. */
final class WatchPayments implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Logger log = LoggerFactory.getLogger(WatchPayments.class);

    private final PaymentOutcomes outcomes;
    private final IntSupplier admitted;
    private final TroubleLevel level = new TroubleLevel();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watch-payments").daemon().factory());

    /**
     * Of a pay service.
     *
     * @param admitted ranks of calls that it admits, 0 to {@link AdmissionRank#ALL}
     */
    WatchPayments(PaymentOutcomes outcomes, IntSupplier admitted, MeterRegistry registry) {
        this.outcomes = outcomes;
        this.admitted = admitted;
        Gauge.builder("hongbao.payment.trouble", level, TroubleLevel::level)
                .description("How badly payments go here: 0 to 10")
                .register(registry);
    }

    void start() {
        long millis = INTERVAL.toMillis();
        var _ = timer.scheduleAtFixedRate(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** 0 to 10. */
    int level() {
        return level.level();
    }

    private void look() {
        try {
            int before = level.level();
            var counts = outcomes.take();
            level.looked(counts, 1 - (double) admitted.getAsInt() / AdmissionRank.ALL);
            if (level.level() != before) {
                log.info(
                        "payment trouble: level={} before={} answered={} troubled={}",
                        level.level(),
                        before,
                        counts.answered(),
                        counts.troubled());
            }
        } catch (Throwable bug) {
            // Thrown further, it would end the schedule.
            log.error("payments not looked at", bug);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
