package io.hongbao.serving.overload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * How long a task waits until it runs, by trying: grows when the processors have too much to do,
 * when garbage is collected, and when somebody blocks threads that serve all. Ends when the process
 * begins to stop: event loops that get tasks do not come to rest.
 */
public final class SchedulerWait implements ApplicationListener<ContextClosedEvent> {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final MeanWait wait;
    private final List<Executor> threads;
    private final ScheduledExecutorService timer;

    private SchedulerWait(MeanWait wait, List<Executor> threads) {
        this.wait = wait;
        this.threads = threads;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("overload-try").daemon().factory());
    }

    /**
     * Tries threads, each by itself.
     *
     * @param threads that serve calls
     */
    public static SchedulerWait start(MeanWait wait, List<Executor> threads) {
        var tries = new SchedulerWait(wait, List.copyOf(threads));
        var _ =
                tries.timer.scheduleWithFixedDelay(
                        tries::tryAll,
                        INTERVAL.toMillis(),
                        INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
        return tries;
    }

    private void tryAll() {
        for (Executor each : threads) {
            long since = System.nanoTime();
            each.execute(() -> wait.waited(System.nanoTime() - since));
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent stopping) {
        timer.shutdownNow();
    }
}
