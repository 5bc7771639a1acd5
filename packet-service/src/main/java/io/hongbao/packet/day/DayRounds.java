package io.hongbao.packet.day;

import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the days of each open SET made ahead, at once when it opens and then every hour. Each SET has
 * a thread of its own here, for as long as it is open, so that a SET that hangs delays no other.
 */
final class DayRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DayRounds.class);

    /** How often we look which SETs are open. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final SetRouter sets;
    private final Function<SetHandle, MakeDays> makeDays;
    private final DayPartitionSettings settings;
    private final MeterRegistry registry;
    private final Map<SetId, Watched> watched = new ConcurrentHashMap<>();
    private volatile boolean running;

    DayRounds(
            SetRouter sets,
            Function<SetHandle, MakeDays> makeDays,
            DayPartitionSettings settings,
            MeterRegistry registry) {
        this.sets = sets;
        this.makeDays = makeDays;
        this.settings = settings;
        this.registry = registry;
    }

    /** A SET whose days are made. */
    private static final class Watched {

        private final SetHandle set;
        private volatile double ahead = Double.NaN;

        Watched(SetHandle set) {
            this.set = set;
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = Thread.ofVirtual().name("days").start(this::watchSets);
    }

    /** SETs may open, and close, at any time. */
    private void watchSets() {
        do {
            for (SetHandle set : sets.connected()) {
                watched.computeIfAbsent(set.id(), id -> watch(set));
            }
        } while (pause(WATCH));
    }

    private Watched watch(SetHandle set) {
        var one = new Watched(set);
        Thread.ofVirtual().name("days-set-" + set.id()).start(() -> goRound(one));
        return one;
    }

    private void goRound(Watched one) {
        SetId set = one.set.id();
        Meter gauge =
                Gauge.builder("hongbao.set.days.ahead", () -> one.ahead)
                        .description("days after today that order tables have partitions for")
                        .tag("set", set.toString())
                        .register(registry);
        try {
            MakeDays days = makeDays.apply(one.set);
            Duration wait;
            do {
                wait = round(one, days);
            } while (pauseWhileOpen(one.set, wait));
        } finally {
            registry.remove(gauge);
            watched.remove(set);
        }
    }

    private Duration round(Watched one, MakeDays days) {
        try {
            MakeDays.Round round = days.round();
            one.ahead = round.ahead();
            return round.complete() ? settings.interval() : settings.retry();
        } catch (Throwable failure) {
            // The outermost loop: orders land in the last partition until a later round.
            log.warn("days not made: set={} reason={}", one.set.id(), failure.toString());
            return settings.retry();
        }
    }

    private boolean pauseWhileOpen(SetHandle set, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < end) {
            if (!pause(WATCH) || sets.find(set.id()).orElse(null) != set) {
                return false;
            }
        }
        return true;
    }

    private boolean pause(Duration wait) {
        try {
            Thread.sleep(wait);
            return running;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the SETs. */
    @Override
    public int getPhase() {
        return SetRouter.PHASE + 1;
    }
}
