package io.hongbao.calls.send;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.routing.Instance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the clocks of instances are from ours, measured at each call: what an answer says of its
 * clock, against the middle between sending and receiving. Deadlines cross as instants too, so an
 * instance whose clock is ahead by more than a call may take refuses all of our calls.
 *
 * <p>Source: Cristian, "Probabilistic clock synchronization", 1989.
 */
final class ClockSkew {

    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);

    private final Duration max;
    private final MeterRegistry registry;
    private final Map<Instance, Sample> instances = new ConcurrentHashMap<>();

    private static final class Sample {
        volatile long skewMs;
        volatile long warnedAtMs;
    }

    ClockSkew(Duration max, MeterRegistry registry) {
        this.max = max;
        this.registry = registry;
    }

    void measure(Instance instance, HttpHeaders headers, Instant sent, Instant received) {
        Deadline.clock(headers.get(Deadline.CLOCK))
                .ifPresent(theirs -> measure(instance, theirs, sent, received));
    }

    private void measure(Instance instance, Instant theirs, Instant sent, Instant received) {
        Sample measured = instances.computeIfAbsent(instance, this::measured);
        Duration underWay = Duration.between(sent, received);
        long skewMs = Duration.between(sent.plus(underWay.dividedBy(2)), theirs).toMillis();
        measured.skewMs = skewMs;
        // Half of the way may be waiting on one side: so much of it may be none.
        long surelyMs = Math.abs(skewMs) - underWay.toMillis() / 2;
        if (surelyMs > max.toMillis()
                && received.toEpochMilli() - measured.warnedAtMs > WARN_EVERY.toMillis()) {
            measured.warnedAtMs = received.toEpochMilli();
            log.warn("clocks differ: instance={} skew_ms={}", instance.url(), skewMs);
        }
    }

    private Sample measured(Instance instance) {
        var measured = new Sample();
        TimeGauge.builder(
                        "hongbao.calls.clock.skew",
                        measured,
                        TimeUnit.MILLISECONDS,
                        last -> last.skewMs)
                .description("Clock of an instance less our own, at the last call")
                .tag("instance", instance.url())
                .register(registry);
        return measured;
    }
}
