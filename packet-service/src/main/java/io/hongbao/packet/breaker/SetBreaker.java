package io.hongbao.packet.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.hongbao.lanes.commit.FaultListener;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.DeadlinePassed;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.lanes.fault.RowLocked;
import io.hongbao.lanes.fault.Unavailable;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one SET is in service in this process. Hears of every commit and read on any of its
 * connections; past the threshold the SET is out: calls are refused without touching a lane, and a
 * thread of its own asks until the SET writes again. Only probes bring it back, and then its weight
 * comes back in steps.
 */
public final class SetBreaker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SetBreaker.class);

    private final String set;
    private final BreakerSettings settings;
    private final SetProbe probe;
    private final Clock clock;
    private final BreakerMeters meters;
    private final SlowStart slowStart;
    private final List<ConnectionWatch> connections = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final CircuitBreaker circuit;
    private final DetectHang hang;
    private volatile boolean suspicious;
    private volatile long nextProbeNanos;
    private volatile @Nullable String openedBecause;
    private volatile @Nullable Instant openedAt;
    private volatile @Nullable Instant closedAt;
    private volatile Consumer<Unavailable> whenOut = _ -> {};
    private volatile @Nullable Thread probing;
    private volatile boolean ended;

    /** Makes the breaker of a SET that is in service. */
    public SetBreaker(
            String set, BreakerSettings settings, SetProbe probe, MeterRegistry registry) {
        this.set = set;
        this.settings = settings;
        this.probe = probe;
        clock = registry.config().clock();
        slowStart = new SlowStart(settings);
        hang = new DetectHang(settings.silenceMax().toNanos(), clock.monotonicTime());
        circuit = CircuitBreaker.of("set-" + set, config(settings));
        meters = new BreakerMeters(set, registry);
    }

    private static CircuitBreakerConfig config(BreakerSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        settings.window(), settings.callsMin(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercent())
                .permittedNumberOfCallsInHalfOpenState(settings.probesToClose())
                .build();
    }

    /** What is done once when the SET goes out, with what callers are told. */
    public void whenOut(Consumer<Unavailable> action) {
        whenOut = action;
    }

    /** Listens to one connection of the SET, for as long as the SET is connected. */
    public FaultListener listener() {
        var watch = new ConnectionWatch();
        connections.add(watch);
        return watch;
    }

    /** One connection: what it does now, and how its work ended. */
    private final class ConnectionWatch implements FaultListener {

        private volatile boolean underWay;
        private volatile long startedNanos;
        private volatile boolean lost;

        @Override
        public void onStart() {
            startedNanos = clock.monotonicTime();
            underWay = true;
        }

        /**
         * Else each lane would fail once more after the SET's return, and it would be out again.
         */
        @Override
        public boolean lostSinceConnected() {
            boolean was = lost;
            lost = false;
            return was;
        }

        @Override
        public void onSuccess() {
            answered();
        }

        @Override
        public void onFault(LaneFault fault) {
            switch (fault) {
                case Unavailable _, OutcomeUnknown _ -> failed(fault, startedNanos);
                // The SET is well enough to say no.
                case DataFault _, Deadlock _, RowLocked _ -> refusedByData();
                case LaneFull _, LaneClosed _, DeadlinePassed _ -> {}
            }
        }

        @Override
        public void onEnd() {
            underWay = false;
        }
    }

    private void answered() {
        synchronized (lock) {
            if (inService()) {
                hang.answered(clock.monotonicTime());
                suspicious = false;
                circuit.onSuccess(0, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void refusedByData() {
        synchronized (lock) {
            hang.answered(clock.monotonicTime());
            suspicious = false;
        }
    }

    private void failed(LaneFault fault, long startedNanos) {
        meters.failed(fault);
        goOutIf(
                fault.toString(),
                () -> {
                    hang.failed(startedNanos);
                    suspicious = true;
                    circuit.onError(0, TimeUnit.NANOSECONDS, fault);
                    return !inService() || openedForHang();
                });
    }

    /** True while calls may pass. */
    public boolean inService() {
        return circuit.getState() == State.CLOSED;
    }

    /** What a call for the SET is told at once; empty while it may pass. */
    public Optional<Unavailable> refusal() {
        if (suspicious) {
            goOutIf("no answer to anything", this::openedForHang);
        }
        if (inService()) {
            return Optional.empty();
        }
        meters.refused();
        return Optional.of(out());
    }

    private Unavailable out() {
        long left = Math.max(0, nextProbeNanos - clock.monotonicTime());
        return new Unavailable("SET out of service: set=" + set, Duration.ofNanos(left));
    }

    private boolean openedForHang() {
        long now = clock.monotonicTime();
        long oldest = now;
        for (ConnectionWatch each : connections) {
            if (each.underWay) {
                oldest = Math.min(oldest, each.startedNanos);
            }
        }
        if (!hang.tooLong(now, oldest)) {
            return false;
        }
        circuit.transitionToOpenState();
        return true;
    }

    /** Asks, and goes out, under the lock: it can never overtake the SET's return. */
    private void goOutIf(String reason, BooleanSupplier opened) {
        synchronized (lock) {
            if (!inService() || !opened.getAsBoolean()) {
                return;
            }
            slowStart.out();
            suspicious = false;
            openedBecause = reason;
            nextProbeNanos = clock.monotonicTime() + settings.probeEvery().toNanos();
            openedAt = wallTime();
        }
        log.warn("SET out of service: set={} reason={}", set, reason);
        whenOut.accept(out());
        if (!ended) {
            probing = Thread.ofVirtual().name("probe-set-" + set).start(this::probeUntilBack);
        }
    }

    private void probeUntilBack() {
        try {
            do {
                Thread.sleep(settings.probeEvery());
            } while (!ended && !probeSafely());
        } catch (InterruptedException closing) {
            log.debug("probing ends: set={}", set);
        }
    }

    /** A bug here must not leave the SET out for ever. */
    private boolean probeSafely() {
        try {
            return probe();
        } catch (RuntimeException bug) {
            log.error("probing failed: set={}", set, bug);
            return false;
        }
    }

    /** Asks the SET once. True when it is in service again. */
    boolean probe() {
        synchronized (lock) {
            if (circuit.getState() == State.OPEN) {
                circuit.transitionToHalfOpenState();
            }
        }
        try {
            probe.write();
        } catch (Throwable failure) {
            // Whatever it is, the SET cannot be used, and nobody else asks.
            notBack(failure);
            return false;
        }
        synchronized (lock) {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
            long now = clock.monotonicTime();
            nextProbeNanos = now + settings.probeEvery().toNanos();
            if (!inService()) {
                return false;
            }
            connections.forEach(each -> each.lost = true);
            hang.answered(now);
            slowStart.returns(now);
            closedAt = wallTime();
        }
        log.info("SET back in service: set={} weight returns in steps", set);
        return true;
    }

    private void notBack(Throwable failure) {
        meters.probeFailed();
        log.debug("SET still out: set={}", set, failure);
        synchronized (lock) {
            circuit.transitionToOpenState();
            nextProbeNanos = clock.monotonicTime() + settings.probeEvery().toNanos();
        }
    }

    /** The weight returns in steps from now on: the SET was away before this process knew it. */
    public void returns() {
        synchronized (lock) {
            if (inService()) {
                slowStart.returns(clock.monotonicTime());
            }
        }
    }

    /** The part of its weight that the SET gets for new packets now, 0 to 100. */
    public int sharePercent() {
        return slowStart.percent(clock.monotonicTime());
    }

    public BreakerView view() {
        return new BreakerView(
                switch (circuit.getState()) {
                    case CLOSED -> BreakerView.State.CLOSED;
                    case HALF_OPEN -> BreakerView.State.HALF_OPEN;
                    case OPEN, FORCED_OPEN, DISABLED, METRICS_ONLY -> BreakerView.State.OPEN;
                },
                sharePercent(),
                Optional.ofNullable(openedAt),
                Optional.ofNullable(openedBecause),
                Optional.ofNullable(closedAt));
    }

    private Instant wallTime() {
        return Instant.ofEpochMilli(clock.wallTime());
    }

    /** Asks no more. */
    @Override
    public void close() {
        ended = true;
        Thread thread = probing;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
