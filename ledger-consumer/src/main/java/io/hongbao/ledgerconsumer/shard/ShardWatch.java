package io.hongbao.ledgerconsumer.shard;

import io.hongbao.catalogue.WalletShard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Knows which shards are up. A shard that failed is probed by a thread of its own, for as long as
 * it takes, so that a hung one costs those who write only one time-out. Every shard begins down,
 * until its first probe.
 */
public final class ShardWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ShardWatch.class);

    private final Function<WalletShard, Optional<String>> whyDown;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final Map<WalletShard, ShardState> shards = new HashMap<>();
    private volatile boolean running;

    /**
     * Begins with {@link #start}.
     *
     * @param whyDown the probe: empty for a shard that is up; answers in bounded time
     */
    public ShardWatch(
            Collection<WalletShard> all,
            Function<WalletShard, Optional<String>> whyDown,
            Duration pauseMin,
            Duration pauseMax,
            MeterRegistry registry) {
        this.whyDown = whyDown;
        this.pauseMin = pauseMin;
        this.pauseMax = pauseMax;
        for (WalletShard shard : all) {
            var state = new ShardState(pauseMin);
            shards.put(shard, state);
            Gauge.builder("hongbao.posting.shard.up", state, it -> it.up ? 1 : 0)
                    .description("1 when the wallet shard can be written to")
                    .tag("shard", shard.id())
                    .register(registry);
        }
    }

    public boolean up(WalletShard shard) {
        ShardState state = state(shard);
        synchronized (state) {
            return state.up;
        }
    }

    /** A write succeeded: the next failure is probed soon again. */
    public void wrote(WalletShard shard) {
        ShardState state = state(shard);
        synchronized (state) {
            state.pause = pauseMin;
        }
    }

    /** A write failed. Probing begins after a pause, which grows until a write succeeds. */
    public void failed(WalletShard shard, Throwable why) {
        ShardState state = state(shard);
        synchronized (state) {
            if (!state.up) {
                return;
            }
            state.up = false;
            log.warn("shard is down: shard={} reason={}", shard.id(), why.toString());
            probe(shard, state, state.pause);
        }
    }

    @Override
    public void start() {
        running = true;
        shards.forEach((shard, state) -> {
            synchronized (state) {
                probe(shard, state, Duration.ZERO);
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        for (ShardState state : shards.values()) {
            synchronized (state) {
                if (state.prober != null) {
                    state.prober.interrupt();
                }
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who write, and stopped after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void probe(WalletShard shard, ShardState state, Duration firstPause) {
        state.prober =
                Thread.ofVirtual()
                        .name("probe-" + shard.id())
                        .start(() -> probeUntilUp(shard, state, firstPause));
    }

    private void probeUntilUp(WalletShard shard, ShardState state, Duration firstPause) {
        Duration pause = firstPause;
        String logged = "";
        while (running) {
            LockSupport.parkNanos(pause.toNanos());
            Optional<String> why = whyDown(shard);
            if (why.isEmpty()) {
                nowUp(shard, state);
                return;
            }
            if (!logged.equals(why.get())) {
                logged = why.get();
                log.warn("shard stays down: shard={} reason={}", shard.id(), logged);
            }
            pause = longer(pause);
        }
    }

    /** The thread that probes is the only one that can end the outage: nothing may end it. */
    private Optional<String> whyDown(WalletShard shard) {
        try {
            return whyDown.apply(shard);
        } catch (Throwable bug) {
            return Optional.of("probe failed: " + bug);
        }
    }

    private void nowUp(WalletShard shard, ShardState state) {
        synchronized (state) {
            state.up = true;
            state.pause = longer(state.pause);
        }
        log.info("shard is up: shard={}", shard.id());
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        if (doubled.compareTo(pauseMin) < 0) {
            return pauseMin;
        }
        return doubled.compareTo(pauseMax) > 0 ? pauseMax : doubled;
    }

    private ShardState state(WalletShard shard) {
        ShardState state = shards.get(shard);
        if (state == null) {
            throw new IllegalArgumentException("must be in the catalogue: shard=" + shard.id());
        }
        return state;
    }

    /** One shard; guarded by itself. */
    private static final class ShardState {
        private volatile boolean up;
        private Duration pause;
        private @Nullable Thread prober;

        private ShardState(Duration pause) {
            this.pause = pause;
        }
    }
}
