package io.hongbao.lanes.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What waits in a lane, first come first served. Bounded, and closed for good under the same lock:
 * whatever was accepted is handed out by {@link #take} or {@link #removeAll}, never lost.
 */
final class LaneQueue<T> {

    /** What became of an offer. */
    enum Offered {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final int max;
    private final Predicate<T> unwanted;
    private volatile boolean withdrawn;
    private int sleepers;
    private boolean closed;

    /**
     * Makes an empty queue.
     *
     * @param unwanted whether nobody waits for an item any more; asked after {@link #withdraw}
     */
    LaneQueue(int max, Predicate<T> unwanted) {
        this.max = max;
        this.unwanted = unwanted;
    }

    /** Something that waits here may be unwanted now: its place is free for the next. */
    void withdraw() {
        withdrawn = true;
    }

    Offered offer(T item) {
        lock.lock();
        try {
            if (closed) {
                return Offered.CLOSED;
            }
            if (waiting.size() >= max && !makeRoom()) {
                return Offered.FULL;
            }
            waiting.addLast(item);
            if (sleepers > 0) {
                changed.signal();
            }
            return Offered.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Looks through the queue only after somebody withdrew: to be refused must stay cheap. */
    private boolean makeRoom() {
        if (!withdrawn) {
            return false;
        }
        withdrawn = false;
        return waiting.removeIf(unwanted);
    }

    /**
     * Everything that waits, up to {@code batchMax}, as soon as there is anything. Empty when
     * nothing came for {@code patience} (if given), or when the queue is closed and empty.
     */
    List<T> take(int batchMax, Optional<Duration> patience) {
        lock.lock();
        try {
            awaitSomething(patience);
            int size = Math.min(batchMax, waiting.size());
            var batch = new ArrayList<T>(size);
            for (int i = 0; i < size; i++) {
                batch.add(waiting.removeFirst());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void awaitSomething(Optional<Duration> patience) {
        long nanos = patience.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        boolean forever = patience.isEmpty();
        sleepers++;
        try {
            while (waiting.isEmpty() && !closed && nanos > 0) {
                if (forever) {
                    changed.awaitUninterruptibly();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
        } catch (InterruptedException e) {
            // A handler's leftover: workers are ended by closing the queue, not by interrupts.
            return;
        } finally {
            sleepers--;
        }
    }

    /** No offer is accepted from now on; {@link #take} still hands out what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<T> removeAll() {
        lock.lock();
        try {
            var all = new ArrayList<T>(waiting);
            waiting.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** True when nothing waits and nothing will come any more. */
    boolean ended() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
