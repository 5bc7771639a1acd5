package io.hongbao.bench.watch;

import io.hongbao.bench.load.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows opens to their credits while they go on: how many were posted, how many wait. It asks the
 * ledger consumer's meters, which costs the suite little; databases are asked at the end, by the
 * check.
 */
public final class Pipeline implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration QUIET_POLL = Duration.ofMillis(200);
    private static final int QUIET_POLLS = 3;

    private final Services services;
    private final Tally tally;
    private final double creditsBefore;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private final long startNanos;
    private volatile boolean over;

    /**
     * What was known at an instant.
     *
     * @param atMs since the load began
     */
    public record Sample(long atMs, long acknowledged, long credited) {

        public long backlog() {
            return Math.max(0, acknowledged - credited);
        }
    }

    private Pipeline(Services services, Tally tally, double creditsBefore) {
        this.services = services;
        this.tally = tally;
        this.creditsBefore = creditsBefore;
        startNanos = System.nanoTime();
        thread = Thread.ofPlatform().name("pipeline").start(this::sample);
    }

    /** To be called on a quiet suite; {@code tally} counts what will have to be credited. */
    public static Pipeline follow(Services services, Tally tally, double creditsBefore) {
        return new Pipeline(services, tally, creditsBefore);
    }

    private void sample() {
        while (!over) {
            add();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private synchronized Sample add() {
        long acknowledged = tally.acknowledgedSoFar();
        long credited = Math.round(services.credits() - creditsBefore);
        var sample =
                new Sample((System.nanoTime() - startNanos) / 1_000_000, acknowledged, credited);
        samples.add(sample);
        return sample;
    }

    /** What is known now, while the load ends. */
    public Sample now() {
        return add();
    }

    /** Waits until all is credited; empty when it was not within {@code limit}. */
    public boolean awaitDrained(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Sample now = add();
            if (now.credited() >= now.acknowledged()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(QUIET_POLL.toNanos());
        }
    }

    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Waits until no event is under way, so that a window does not pay for what was before it. */
    public static boolean awaitQuiet(Services services, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int quiet = 0;
        while (quiet < QUIET_POLLS) {
            quiet = services.underWay() == 0 ? quiet + 1 : 0;
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(QUIET_POLL.toNanos());
        }
        return true;
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
