package io.hongbao.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One program that we started, and only that one: every signal first checks that the number still
 * belongs to it.
 *
 * <p>A process that must not outlive us ends with this JVM, however this JVM ends. One that must (a
 * pid file is given) leaves our session, so that closing a terminal does not end it.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration KILL_WAIT = Duration.ofMinutes(1);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final ProcessIdentity identity;
    private final Path log;
    private final @Nullable Process reaper;

    private ChildProcess(
            String name, ProcessIdentity identity, Path log, @Nullable Process reaper) {
        this.name = name;
        this.identity = identity;
        this.log = log;
        this.reaper = reaper;
    }

    /**
     * What to start.
     *
     * @param log what the program prints is appended here
     * @param pidFile where it is recorded, for one that outlives us
     */
    public record Program(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Optional<Path> pidFile) {}

    public static ChildProcess start(Program program) {
        boolean outlivesUs = program.pidFile().isPresent();
        List<String> command = new ArrayList<>();
        if (outlivesUs && Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(program.command());
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            var builder =
                    new ProcessBuilder(command)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            long pid = builder.start().pid();
            ProcessIdentity identity =
                    ProcessIdentity.of(pid).orElseGet(() -> new ProcessIdentity(pid, 0, "ended"));
            if (outlivesUs) {
                Path pidFile = program.pidFile().orElseThrow();
                Files.createDirectories(pidFile.toAbsolutePath().getParent());
                identity.write(pidFile);
            }
            return new ChildProcess(
                    program.name(), identity, program.log(), outlivesUs ? null : reaper(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(program.name() + " did not start", e);
        }
    }

    /** The program that the file records, if it still runs. */
    public static Optional<ChildProcess> recorded(String name, Path pidFile, Path log) {
        return ProcessIdentity.read(pidFile)
                .filter(ProcessIdentity::alive)
                .map(identity -> new ChildProcess(name, identity, log, null));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return identity.pid();
    }

    public Path log() {
        return log;
    }

    public boolean alive() {
        return identity.alive();
    }

    /** Whether it was stopped where it is, by {@link #hang()} or otherwise. */
    public boolean hung() {
        return alive() && ProcessIdentity.stopped(identity.pid());
    }

    /** Ends it without any notice (SIGKILL); returns when it is gone. */
    public void kill() {
        signal("KILL");
        if (!gone(KILL_WAIT)) {
            throw new IllegalStateException("did not end after SIGKILL: " + name);
        }
        dismissReaper();
    }

    /** Asks it to end (SIGTERM), and ends it after {@code patience}; also one that hangs. */
    public void stop(Duration patience) {
        signal("TERM");
        signal("CONT");
        if (gone(patience)) {
            dismissReaper();
        } else {
            kill();
        }
    }

    /** Stops it where it is (SIGSTOP): its connections stay open, and nothing answers. */
    public void hang() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Waits until it has ended. */
    public boolean gone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (alive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    /** What it printed last, for messages. */
    public List<String> lastLines(int lines) {
        try {
            List<String> all =
                    List.of(
                            new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                                    .split("\n"));
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(no log: " + log + ")");
        }
    }

    private void signal(String signal) {
        if (!alive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", signal, Long.toString(identity.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for the end of its input, which is the end of this JVM even when that was killed, and
     * then ends the program.
     */
    private static Process reaper(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "read -r _; kill -s KILL " + pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void dismissReaper() {
        if (reaper != null) {
            reaper.destroyForcibly();
        }
    }
}
