package io.hongbao.lanes.lane;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler whose every batch stays in flight until the test says what becomes of it. */
final class ManualHandler implements BatchHandler<Integer, String> {

    private static final long WAIT_MAX_SECONDS = 60;

    private final LinkedBlockingQueue<List<Integer>> started = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Optional<RuntimeException>> outcomes =
            new LinkedBlockingQueue<>();
    final AtomicInteger idleCalls = new AtomicInteger();
    final AtomicInteger closedCalls = new AtomicInteger();

    static String answerTo(int command) {
        return "answer to " + command;
    }

    @Override
    public List<String> handle(List<Integer> batch) {
        started.add(List.copyOf(batch));
        Optional<RuntimeException> outcome = waitFor(outcomes);
        if (outcome.isPresent()) {
            throw outcome.get();
        }
        return batch.stream().map(ManualHandler::answerTo).toList();
    }

    @Override
    public void whenIdle() {
        idleCalls.incrementAndGet();
    }

    @Override
    public void whenClosed() {
        closedCalls.incrementAndGet();
    }

    /** The next batch in flight. */
    List<Integer> startedBatch() {
        return waitFor(started);
    }

    boolean hasStartedAnother() {
        return !started.isEmpty();
    }

    void answer() {
        outcomes.add(Optional.empty());
    }

    void fail(RuntimeException fault) {
        outcomes.add(Optional.of(fault));
    }

    private static <T> T waitFor(LinkedBlockingQueue<T> queue) {
        try {
            T item = queue.poll(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError("nothing came: seconds=" + WAIT_MAX_SECONDS);
            }
            return item;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
