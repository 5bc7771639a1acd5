package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue with one worker that handles everything waiting as one batch. A lone command is
 * handled at once; under load batches grow by themselves. There is no timer and no delay.
 *
 * <p>Every future that {@link #submit} returns completes: with the handler's answer, with a {@link
 * io.hongbao.lanes.fault.LaneFault}, or with whatever a broken handler threw. It is completed by
 * the worker, so what is chained to it without {@code Async} holds up the lane.
 *
 * @param <C> commands
 * @param <R> answers
 */
public final class Lane<C, R> implements AutoCloseable {

    private final LaneSettings settings;
    private final LaneQueue<Waiting<C, R>> queue;
    private final LaneMetrics metrics;
    private final List<LaneWorker<C, R>> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Lane(
            LaneSettings settings,
            BatchHandler<C, R> handler,
            InstantSource clock,
            MeterRegistry registry) {
        this.settings = settings;
        queue = new LaneQueue<>(settings.queueMax(), waiting -> waiting.answer().isDone());
        metrics = new LaneMetrics(settings.name(), settings.kind(), queue::size, registry);
        var handleBatch = new HandleBatch<>(settings.name(), handler, clock, metrics);
        var living = new AtomicInteger(settings.batchesInFlight());
        for (int i = 0; i < settings.batchesInFlight(); i++) {
            var worker = new LaneWorker<>(settings, queue, handler, handleBatch, living);
            workers.add(worker);
            threads.add(thread(i).unstarted(worker));
        }
    }

    /**
     * Opens a lane and starts its workers.
     *
     * @param clock judges deadlines, so it has to be the clock of those who set them
     */
    public static <C, R> Lane<C, R> start(
            LaneSettings settings,
            BatchHandler<C, R> handler,
            InstantSource clock,
            MeterRegistry registry) {
        var lane = new Lane<>(settings, handler, clock, registry);
        lane.threads.forEach(Thread::start);
        return lane;
    }

    private Thread.Builder thread(int index) {
        String name = "lane-" + settings.kind() + "-" + settings.name() + "-" + index;
        return switch (settings.worker()) {
            case PLATFORM -> Thread.ofPlatform().name(name).daemon();
            case VIRTUAL -> Thread.ofVirtual().name(name);
        };
    }

    /**
     * Queues a command; never blocks. The future fails with {@code LaneFull} or {@code LaneClosed}
     * at once, with {@code DeadlinePassed} when its turn comes too late. A command whose future was
     * completed or cancelled by the caller before its turn is not handled; cancelled, it takes no
     * place in the queue either.
     */
    public CompletableFuture<R> submit(C command, Instant deadline) {
        var waiting = new Waiting<C, R>(command, deadline, metrics.nanos(), new Answer<>(queue));
        switch (queue.offer(waiting)) {
            case ACCEPTED -> {}
            case FULL -> {
                metrics.refusedFull();
                waiting.fail(new LaneFull(settings.name(), settings.retryAfter()));
            }
            case CLOSED -> {
                metrics.refusedClosed();
                waiting.fail(new LaneClosed(settings.name()));
            }
        }
        return waiting.answer();
    }

    /** The promise of an answer; cancelling it withdraws the command. */
    private static final class Answer<R> extends CompletableFuture<R> {

        private final LaneQueue<?> queue;

        Answer(LaneQueue<?> queue) {
            this.queue = queue;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            queue.withdraw();
            return cancelled;
        }
    }

    /**
     * Answers everything that waits now with {@code fault}, unhandled. What is being handled, and
     * what comes after, goes its way.
     */
    public void refuseWaiting(LaneFault fault) {
        for (Waiting<C, R> waiting : queue.removeAll()) {
            metrics.refusedUnavailable();
            waiting.fail(fault);
        }
    }

    /** How many commands wait now. */
    public int depth() {
        return queue.size();
    }

    /**
     * Refuses new commands, lets the workers handle what waits for at most {@link
     * LaneSettings#drainMax()}, then answers the rest: what waits with {@code LaneClosed}, what is
     * being handled with {@code OutcomeUnknown}. A repeat does nothing.
     */
    @Override
    public void close() {
        queue.close();
        if (!drained()) {
            for (Waiting<C, R> waiting : queue.removeAll()) {
                metrics.refusedClosed();
                waiting.fail(new LaneClosed(settings.name()));
            }
            workers.forEach(LaneWorker::giveUp);
            threads.forEach(Thread::interrupt);
        }
        metrics.close();
    }

    private boolean drained() {
        long untilNanos = System.nanoTime() + settings.drainMax().toNanos();
        try {
            for (Thread thread : threads) {
                long leftNanos = Math.max(1, untilNanos - System.nanoTime());
                if (!thread.join(Duration.ofNanos(leftNanos))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
