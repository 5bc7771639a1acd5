package io.hongbao.gateway.combine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends waits for answers that do not come in time: one look at all of them, every few milliseconds.
 * A wait with a time of its own would wake the thread of timers twice, to begin and to end.
 */
final class LateAnswers implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    LateAnswers(InstantSource clock) {
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("late-answers").start(this::run);
    }

    private record Awaited(CompletableFuture<?> answer, Instant deadline) {

        boolean isOver(Instant now) {
            if (answer.isDone()) {
                return true;
            }
            if (now.isBefore(deadline)) {
                return false;
            }
            answer.completeExceptionally(new TimeoutException("no answer came in time"));
            return true;
        }
    }

    /**
     * Fails the answer with a {@link TimeoutException} when it has not come by the deadline: at the
     * next look, so up to 10 ms later.
     */
    void watch(CompletableFuture<?> answer, Instant deadline) {
        awaited.add(new Awaited(answer, deadline));
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            Instant now = clock.instant();
            awaited.removeIf(each -> each.isOver(now));
            if (awaited.isEmpty()) {
                awaitAny();
            } else {
                LockSupport.parkNanos(this, LOOK.toNanos());
            }
        }
    }

    private void awaitAny() {
        idle = true;
        // One that came before it could see that we sleep is seen here.
        if (awaited.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    /** Ends nothing any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
