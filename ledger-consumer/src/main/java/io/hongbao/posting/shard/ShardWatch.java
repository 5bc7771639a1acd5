package io.hongbao.posting.shard;

import io.hongbao.catalogue.WalletShard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

    private final ShardProbe probe;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final Map<WalletShard, Watched> shards = new HashMap<>();
    private volatile boolean running;

    public ShardWatch(
            List<WalletShard> all,
            ShardProbe probe,
            Duration pauseMin,
            Duration pauseMax,
            MeterRegistry registry) {
        this.probe = probe;
        this.pauseMin = pauseMin;
        this.pauseMax = pauseMax;
        for (WalletShard shard : all) {
            var watched = new Watched(pauseMin);
            shards.put(shard, watched);
            Gauge.builder("hongbao.posting.shard.up", watched, it -> it.up ? 1 : 0)
                    .description("1 when the wallet shard can be written to")
                    .tag("shard", shard.id())
                    .register(registry);
        }
    }

    public boolean up(WalletShard shard) {
        Watched watched = watched(shard);
        synchronized (watched) {
            return watched.up;
        }
    }

    /** A write succeeded: the next failure is probed soon again. */
    public void wrote(WalletShard shard) {
        Watched watched = watched(shard);
        synchronized (watched) {
            watched.pause = pauseMin;
        }
    }

    /** A write failed. Probing begins after a pause, which grows until a write succeeds. */
    public void failed(WalletShard shard, Throwable why) {
        Watched watched = watched(shard);
        synchronized (watched) {
            if (!watched.up) {
                return;
            }
            watched.up = false;
            log.warn("shard is down: shard={} reason={}", shard.id(), why.toString());
            probe(shard, watched, watched.pause);
        }
    }

    @Override
    public void start() {
        running = true;
        shards.forEach((shard, watched) -> {
            synchronized (watched) {
                probe(shard, watched, Duration.ZERO);
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        for (Watched watched : shards.values()) {
            synchronized (watched) {
                if (watched.prober != null) {
                    watched.prober.interrupt();
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

    private void probe(WalletShard shard, Watched watched, Duration firstPause) {
        watched.prober =
                Thread.ofVirtual()
                        .name("probe-" + shard.id())
                        .start(() -> probeUntilUp(shard, watched, firstPause));
    }

    private void probeUntilUp(WalletShard shard, Watched watched, Duration firstPause) {
        Duration pause = firstPause;
        String told = "";
        while (running) {
            LockSupport.parkNanos(pause.toNanos());
            Optional<String> why = whyDown(shard);
            if (why.isEmpty()) {
                nowUp(shard, watched);
                return;
            }
            if (!told.equals(why.get())) {
                told = why.get();
                log.warn("shard stays down: shard={} reason={}", shard.id(), told);
            }
            pause = longer(pause);
        }
    }

    /** The thread that probes is the only one that can end the outage: nothing may end it. */
    private Optional<String> whyDown(WalletShard shard) {
        try {
            return probe.whyDown(shard);
        } catch (Throwable bug) {
            return Optional.of("probe failed: " + bug);
        }
    }

    private void nowUp(WalletShard shard, Watched watched) {
        synchronized (watched) {
            watched.up = true;
            watched.pause = longer(watched.pause);
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

    private Watched watched(WalletShard shard) {
        Watched watched = shards.get(shard);
        if (watched == null) {
            throw new IllegalArgumentException("must be in the catalogue: shard=" + shard.id());
        }
        return watched;
    }

    /** One shard; guarded by itself. */
    private static final class Watched {
        private volatile boolean up;
        private Duration pause;
        private @Nullable Thread prober;

        private Watched(Duration pause) {
            this.pause = pause;
        }
    }
}
