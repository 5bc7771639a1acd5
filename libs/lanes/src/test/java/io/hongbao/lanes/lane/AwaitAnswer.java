package io.hongbao.lanes.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the answer of a command, with a bound. */
final class AwaitAnswer {

    private static final long WAIT_MAX_SECONDS = 60;

    private AwaitAnswer() {}

    /** The answer, or the simple name of what it failed with. */
    static String of(CompletableFuture<String> future) {
        try {
            return future.get(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException _) {
            return future.exceptionNow().getClass().getSimpleName();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer: seconds=" + WAIT_MAX_SECONDS, e);
        }
    }
}
