package io.hongbao.local.part;

import io.hongbao.local.program.StartException;
import io.hongbao.servers.ChildProcess;
import io.hongbao.servers.ChildProcess.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Java program of ours: the bank or a service. */
public final class ProgramPart implements Part {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES = 15;

    private final String name;
    private final Path log;
    private final Optional<Path> pidFile;
    private final Supplier<Command> command;
    private final List<Integer> ports;
    private final BooleanSupplier probe;
    private final Duration stopMax;
    private volatile @Nullable ChildProcess process;

    /**
     * What is executed; asked for at the start only, because a program need not be built to be
     * stopped.
     */
    public record Command(List<String> words, Map<String, String> environment) {}

    public ProgramPart(
            String name,
            Path directory,
            boolean outlivesUs,
            List<Integer> ports,
            Supplier<Command> command,
            BooleanSupplier probe,
            Duration stopMax) {
        this.name = name;
        this.log = directory.resolve("logs").resolve(name + ".log");
        this.pidFile = outlivesUs ? Optional.of(pidFile(directory, name)) : Optional.empty();
        this.ports = ports;
        this.command = command;
        this.probe = probe;
        this.stopMax = stopMax;
        this.process = pidFile.flatMap(file -> ChildProcess.recorded(name, file, log)).orElse(null);
    }

    /** Where a part that outlives us is recorded. */
    public static Path pidFile(Path directory, String name) {
        return directory.resolve("run").resolve(name + ".pid");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void start() {
        if (running().isPresent()) {
            return;
        }
        Command found = command.get();
        ChildProcess started =
                ChildProcess.start(
                        new Program(name, found.words(), found.environment(), log, pidFile));
        process = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready()) {
            if (!started.alive()) {
                throw new StartException(name() + " ended while it started", lastLines(started));
            }
            if (System.nanoTime() > deadline) {
                throw new StartException(
                        name() + " was not ready within " + START_LIMIT.toMinutes() + " min",
                        lastLines(started));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public boolean ready() {
        return probe.getAsBoolean();
    }

    @Override
    public void stop() {
        running().ifPresent(found -> found.stop(stopMax));
    }

    @Override
    public Optional<ChildProcess> running() {
        return Optional.ofNullable(process).filter(ChildProcess::alive);
    }

    @Override
    public Path log() {
        return log;
    }

    private static List<String> lastLines(ChildProcess ended) {
        return ended.lastLines(LOG_LINES);
    }
}
