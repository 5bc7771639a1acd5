package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.LaneFull;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

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

    /** What a caller is told whom a full queue refused. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LaneSettings settings;
    private final LaneQueue<QueuedCommand<C, R>> queue;
    private final LaneMetrics metrics;
    private final LaneWorker<C, R> worker;
    private final Thread thread;

    private Lane(
            LaneSettings settings,
            BatchHandler<C, R> handler,
            InstantSource clock,
            MeterRegistry registry) {
        this.settings = settings;
        queue = new LaneQueue<>(settings.queueMax(), queued -> queued.answer().isDone());
        metrics = new LaneMetrics(settings.name(), settings.kind(), queue::size, registry);
        var handleBatch = new HandleBatch<>(settings.name(), handler, clock, metrics);
        worker = new LaneWorker<>(settings, queue, handler, handleBatch);
        thread =
                Thread.ofPlatform()
                        .name("lane-" + settings.kind() + "-" + settings.name())
                        .daemon()
                        .unstarted(worker);
    }

    /**
     * Starts a lane.
     *
     * @param clock judges deadlines, so it has to be the clock of those who set them
     */
    public static <C, R> Lane<C, R> start(
            LaneSettings settings,
            BatchHandler<C, R> handler,
            InstantSource clock,
            MeterRegistry registry) {
        var lane = new Lane<>(settings, handler, clock, registry);
        lane.thread.start();
        return lane;
    }

    /**
     * Queues a command; never blocks. The future fails with {@code LaneFull} or {@code LaneClosed}
     * at once, with {@code DeadlinePassed} when its turn comes too late. A command whose future was
     * completed or cancelled by the caller before its turn is not handled; cancelled, it takes no
     * place in the queue either.
     */
    public CompletableFuture<R> submit(C command, Instant deadline) {
        var waiting =
                new QueuedCommand<C, R>(command, deadline, metrics.nanos(), new Answer<>(queue));
        switch (queue.offer(waiting)) {
            case ACCEPTED -> {}
            case FULL -> {
                metrics.refusedFull();
                waiting.fail(new LaneFull(settings.name(), RETRY_AFTER));
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
        for (QueuedCommand<C, R> waiting : queue.removeAll()) {
            metrics.refusedUnavailable();
            waiting.fail(fault);
        }
    }

    /**
     * Refuses new commands, lets the worker handle what waits for at most {@link
     * LaneSettings#drainMax()}, then answers the rest: what waits with {@code LaneClosed}, what is
     * being handled with {@code OutcomeUnknown}. A repeat does nothing.
     */
    @Override
    public void close() {
        queue.close();
        if (!drained()) {
            for (QueuedCommand<C, R> waiting : queue.removeAll()) {
                metrics.refusedClosed();
                waiting.fail(new LaneClosed(settings.name()));
            }
            worker.giveUp();
            thread.interrupt();
        }
        metrics.close();
    }

    private boolean drained() {
        try {
            return thread.join(settings.drainMax());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
