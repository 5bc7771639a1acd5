package io.hongbao.packet.set;

import io.hongbao.contracts.id.SetId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again on each SET, on a thread of its own for as long as the SET is
 * connected, so that a SET that hangs delays no other. Nothing is interrupted at the end: whatever
 * is under way fails with the SET's connections, or is finished.
 */
public final class RoundsPerSet implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RoundsPerSet.class);

    /** How often we look which SETs are connected. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final String name;
    private final SetRouter sets;
    private final Function<SetHandle, SetRounds> rounds;
    private final Map<SetId, Thread> threads = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    /** The work on one SET. */
    public interface SetRounds extends AutoCloseable {

        /** Does one round; how long to wait until the next. */
        Duration round() throws Exception;

        /** How long to wait after a round that failed. */
        Duration retry();

        /** The SET is gone, or has moved. */
        @Override
        default void close() {}
    }

    public RoundsPerSet(String name, SetRouter sets, Function<SetHandle, SetRounds> rounds) {
        this.name = name;
        this.sets = sets;
        this.rounds = rounds;
    }

    @Override
    public void start() {
        running = true;
        var _ = Thread.ofVirtual().name(name).start(this::watchSets);
    }

    /** SETs may come, move and go at any time. */
    private void watchSets() {
        do {
            for (SetHandle set : sets.connected()) {
                threads.computeIfAbsent(
                        set.id(),
                        id ->
                                Thread.ofVirtual()
                                        .name(name + "-set-" + id)
                                        .start(() -> repeat(set)));
            }
        } while (pause(WATCH));
    }

    private void repeat(SetHandle set) {
        try (SetRounds work = rounds.apply(set)) {
            Duration wait;
            do {
                wait = round(set, work);
            } while (pauseWhileConnected(set, wait));
        } finally {
            threads.remove(set.id());
        }
    }

    private Duration round(SetHandle set, SetRounds work) {
        try {
            return work.round();
        } catch (Throwable failure) {
            // A bug, since faults of the SET are waited for below. The next round must not be lost.
            log.error("round failed: work={} set={}", name, set.id(), failure);
            return work.retry();
        }
    }

    private boolean pauseWhileConnected(SetHandle set, Duration wait) {
        long untilNanos = System.nanoTime() + wait.toNanos();
        do {
            long leftNanos = Math.clamp(untilNanos - System.nanoTime(), 0, WATCH.toNanos());
            if (!pause(Duration.ofNanos(leftNanos))
                    || sets.find(set.id()).filter(set::equals).isEmpty()) {
                return false;
            }
        } while (System.nanoTime() < untilNanos);
        return true;
    }

    private boolean pause(Duration wait) {
        try {
            return !stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closing) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
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
