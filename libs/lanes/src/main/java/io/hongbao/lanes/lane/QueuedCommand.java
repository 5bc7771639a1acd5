package io.hongbao.lanes.lane;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One command on its way through a lane, with the promise that somebody waits for. */
record QueuedCommand<C, R>(
        C command, Instant deadline, long submittedNanos, CompletableFuture<R> answer) {

    boolean overdue(Instant now) {
        return !now.isBefore(deadline);
    }

    void fail(Throwable fault) {
        answer.completeExceptionally(fault);
    }
}
