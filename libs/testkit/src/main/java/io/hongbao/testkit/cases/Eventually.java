package io.hongbao.testkit.cases;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for what happens elsewhere, with a bound, and says what it waited for. */
public final class Eventually {

    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** What must become true; may fail until then. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /** Returns when the condition is true; exceptions count as not yet. */
    public static void isTrue(String what, Duration limit, Callable<Boolean> condition) {
        passes(
                what,
                limit,
                () -> {
                    if (!condition.call()) {
                        throw new AssertionError("still false");
                    }
                });
    }

    /** Returns when the check passes, so that its assertions explain what is missing. */
    public static void passes(String what, Duration limit, Check check) {
        value(
                what,
                limit,
                () -> {
                    check.run();
                    return Optional.of(true);
                });
    }

    /** The value, as soon as it is there. */
    public static <T> T value(String what, Duration limit, Callable<Optional<T>> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Throwable last = null;
            try {
                Optional<T> value = source.call();
                if (value.isPresent()) {
                    return value.orElseThrow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            } catch (Exception | AssertionError e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw notYet(what, limit, last);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static AssertionError notYet(String what, Duration limit, @Nullable Throwable last) {
        String reason = last == null ? "" : ": " + last.getMessage();
        return new AssertionError("not within " + limit + ": " + what + reason, last);
    }
}
