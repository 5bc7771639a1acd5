package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One server of our own: a process, a data directory, ports on the loopback address. It can be
 * killed, hung, stopped and started again on the same data and ports.
 */
public abstract sealed class ServerProcess implements AutoCloseable
        permits KafkaServer, MariaDbServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Path log;
    private final Optional<Path> pidFile;
    private volatile @Nullable ChildProcess started;

    /** Not started yet, unless its pid file says that it still runs. */
    ServerProcess(String name, Path log, Optional<Path> pidFile) {
        this.name = name;
        this.log = log;
        this.pidFile = pidFile;
        started = pidFile.flatMap(file -> ChildProcess.recorded(name, file, log)).orElse(null);
    }

    /** Checks that its ports are free, makes what is missing of its data; returns its command. */
    abstract List<String> prepare() throws IOException;

    /** Whether it answers now. */
    abstract boolean answers();

    /** Starts it and returns when it answers. Does nothing when it runs. */
    public final void start() {
        if (alive()) {
            return;
        }
        try {
            var program = new ChildProcess.Program(name, prepare(), Map.of(), log, pidFile);
            ChildProcess process = ChildProcess.start(program);
            started = process;
            waitUntilItAnswers(process);
        } catch (IOException e) {
            throw new UncheckedIOException("no data directory: " + log.getParent(), e);
        }
    }

    private void waitUntilItAnswers(ChildProcess process) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!process.alive() || System.nanoTime() > deadline) {
                List<String> lines = process.lastLines(20);
                process.kill();
                throw new IllegalStateException(
                        name + " does not answer:\n" + String.join("\n", lines));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Makes a data directory that is missing: a copy of {@code empty}. */
    static void makeData(Path data, Supplier<Path> empty) throws IOException {
        if (!Files.isDirectory(data)) {
            // Under its final name only when complete: a copy cut short is made anew.
            Path unfinished = data.resolveSibling("data.unfinished");
            ServerCache.deleteTree(unfinished);
            ServerCache.copyTree(empty.get(), unfinished);
            Files.move(unfinished, data);
        }
    }

    final String name() {
        return name;
    }

    public final Path log() {
        return log;
    }

    public final boolean alive() {
        return process().filter(ChildProcess::alive).isPresent();
    }

    /** SIGKILL: what was acknowledged is there after the next start, as far as it is durable. */
    public final void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public final void hang() {
        process().ifPresent(ChildProcess::hang);
    }

    public final void resume() {
        process().ifPresent(ChildProcess::resume);
    }

    public final void stop() {
        process().ifPresent(process -> process.stop(STOP_PATIENCE));
    }

    @Override
    public final void close() {
        stop();
    }

    /** The process, when it was started. */
    public final Optional<ChildProcess> process() {
        return Optional.ofNullable(started);
    }
}
