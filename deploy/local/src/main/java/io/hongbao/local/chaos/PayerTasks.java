package io.hongbao.local.chaos;

import io.hongbao.local.program.StartException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** What payers do at the same time, each in a thread of its own. */
final class PayerTasks {

    private PayerTasks() {}

    /** What a payer came to; throws when the drill itself is at fault, or is interrupted. */
    static <T> T ended(Future<T> payer) {
        try {
            return payer.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a payer failed", bug.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    /** Lets so much time pass; throws when the drill is interrupted. */
    static void hold(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new StartException("interrupted");
        }
    }
}
