package io.hongbao.lanes.lane;

import io.hongbao.lanes.fault.LaneClosed;
import io.hongbao.lanes.fault.OutcomeUnknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a lane: takes everything that waits, has it handled, and again. */
final class LaneWorker<C, R> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);

    private final LaneSettings settings;
    private final LaneQueue<QueuedCommand<C, R>> queue;
    private final BatchHandler<C, R> handler;
    private final HandleBatch<C, R> handleBatch;
    private volatile List<QueuedCommand<C, R>> inFlight = List.of();
    private volatile boolean givenUp;

    LaneWorker(
            LaneSettings settings,
            LaneQueue<QueuedCommand<C, R>> queue,
            BatchHandler<C, R> handler,
            HandleBatch<C, R> handleBatch) {
        this.settings = settings;
        this.queue = queue;
        this.handler = handler;
        this.handleBatch = handleBatch;
    }

    @Override
    public void run() {
        Optional<Duration> patience = Optional.empty();
        while (!queue.ended()) {
            patience = handleNext(patience);
        }
        tell(handler::whenClosed);
    }

    /** How long to wait for the next batch: for ever once the handler knows that it is idle. */
    private Optional<Duration> handleNext(Optional<Duration> patience) {
        // An interrupt that a handler left behind would disturb the next one.
        boolean _ = Thread.interrupted();
        List<QueuedCommand<C, R>> batch = queue.take(settings.batchMax(), patience);
        if (!batch.isEmpty()) {
            handle(batch);
            return Optional.of(settings.idleAfter());
        }
        if (patience.isPresent()) {
            tell(handler::whenIdle);
        }
        return Optional.empty();
    }

    private void handle(List<QueuedCommand<C, R>> batch) {
        inFlight = batch;
        try {
            if (givenUp) {
                batch.forEach(waiting -> waiting.fail(new LaneClosed(settings.name())));
            } else {
                handleBatch.handle(batch);
            }
        } catch (Throwable bug) {
            batch.forEach(waiting -> waiting.fail(bug));
            log.error("lane failed: lane={}", settings.name(), bug);
        } finally {
            inFlight = List.of();
        }
    }

    private void tell(Runnable hook) {
        try {
            hook.run();
        } catch (Throwable bug) {
            log.error("handler failed while idle or closing: lane={}", settings.name(), bug);
        }
    }

    /**
     * Handles no further batch. Answers what is being handled now, if it has no answer yet; a batch
     * taken at this very moment is seen either here or by {@link #handle}.
     */
    void giveUp() {
        givenUp = true;
        var unknown = new OutcomeUnknown("closed while handling: lane=" + settings.name());
        inFlight.forEach(waiting -> waiting.fail(unknown));
    }
}
