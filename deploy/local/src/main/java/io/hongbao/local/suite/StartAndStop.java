package io.hongbao.local.suite;

import io.hongbao.local.part.Part;
import io.hongbao.local.program.StartException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Starts and stops all parts, each phase at the same time, in the order in which they are needed.
 */
final class StartAndStop {

    /** Names of the parts that this object started, and nobody else before. */
    private final Set<String> startedHere = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    void start(List<List<Part>> phases, SuiteProgress progress) {
        for (List<Part> phase : phases) {
            together(phase, part -> startOne(part, progress));
        }
    }

    /** Later phases first. */
    void stop(List<List<Part>> phases, SuiteProgress progress) {
        stopping = true;
        for (List<Part> phase : phases.reversed()) {
            together(phase, part -> stopOne(part, progress));
        }
    }

    /** Stops what was started by this object, and nothing that ran before. */
    void stopStarted(List<List<Part>> phases, SuiteProgress progress) {
        stop(
                phases.stream()
                        .map(phase ->
                                phase.stream()
                                        .filter(part -> startedHere.contains(part.name()))
                                        .toList())
                        .toList(),
                progress);
    }

    private void startOne(Part part, SuiteProgress progress) {
        if (part.running().isPresent()) {
            progress.say(part.name() + " runs already");
            return;
        }
        if (stopping) {
            throw new StartException("stopped before " + part.name() + " was started");
        }
        long start = System.nanoTime();
        startedHere.add(part.name());
        try {
            part.start();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartException(part.name() + " did not start: " + e.getMessage());
        }
        progress.say(
                String.format(
                        Locale.ROOT,
                        "%s is ready (%.1f s)",
                        part.name(),
                        (System.nanoTime() - start) / 1e9));
    }

    private static void stopOne(Part part, SuiteProgress progress) {
        if (part.running().isPresent()) {
            part.stop();
            progress.say(part.name() + " stopped");
        }
    }

    /** At the same time on all of them; the first failure is thrown when all are done. */
    static <T> void together(Collection<T> all, Consumer<T> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (T each : all) {
                running.add(threads.submit(() -> action.accept(each)));
            }
            threads.shutdown();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }
}
