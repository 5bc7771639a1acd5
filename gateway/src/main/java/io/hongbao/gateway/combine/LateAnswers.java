package io.hongbao.gateway.combine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Ends waits for answers that do not come in time: one look at all of them, every few milliseconds.
 * A wait with a time of its own would wake the thread of timers twice, to begin and to end.
 */
final class LateAnswers implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final LongSupplier nanoTime;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    /**
     * Awaits nothing yet.
     *
     * @param nanoTime as {@link System#nanoTime}: a clock that is set back must not prolong a wait
     */
    LateAnswers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        thread = Thread.ofPlatform().daemon().name("late-answers").start(this::run);
    }

    private record Awaited(CompletableFuture<?> answer, long untilNanos) {

        boolean isOver(long nowNanos) {
            if (answer.isDone()) {
                return true;
            }
            if (nowNanos - untilNanos < 0) {
                return false;
            }
            answer.completeExceptionally(new TimeoutException("no answer came in time"));
            return true;
        }
    }

    /**
     * Fails the answer with a {@link TimeoutException} when it has not come in this time: at the
     * next look, so up to 10 ms later.
     */
    void watch(CompletableFuture<?> answer, Duration left) {
        awaited.add(new Awaited(answer, nanoTime.getAsLong() + left.toNanos()));
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            long nowNanos = nanoTime.getAsLong();
            awaited.removeIf(each -> each.isOver(nowNanos));
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
