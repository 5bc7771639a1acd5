package io.hongbao.reconcile.stage;

import io.hongbao.reconcile.read.CannotReadException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the steps of each database one after the other, and those of some databases at once. */
public final class ReadDatabases {

    private final List<Steps> databases = new ArrayList<>();
    private final UnreadableDatabases unreadable;
    private final RunProgress progress;

    public ReadDatabases(UnreadableDatabases unreadable, RunProgress progress) {
        this.unreadable = unreadable;
        this.progress = progress;
    }

    private record Steps(String database, List<Runnable> steps) {}

    public void add(String database, List<Runnable> steps) {
        databases.add(new Steps(database, steps));
        progress.parts(database, steps.size());
    }

    /** Returns when all is done; a database that cannot be read does not keep the others. */
    public void run(int atOnce) {
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            List<Future<?>> running = new ArrayList<>();
            databases.forEach(steps -> running.add(threads.submit(() -> run(steps))));
            for (Future<?> each : running) {
                finish(each, threads);
            }
        }
    }

    private void run(Steps database) {
        try {
            for (Runnable step : database.steps()) {
                step.run();
                progress.stepDone(database.database());
            }
        } catch (CannotReadException e) {
            if (e.tablesChanged()) {
                throw e;
            }
            unreadable.add(database.database(), e);
        }
    }

    private static void finish(Future<?> each, ExecutorService threads) {
        try {
            each.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CannotReadException("all of it", "interrupted");
        }
    }
}
