package io.hongbao.bench.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process, recorded with {@code perf}: also what is not Java, and the kernel on its behalf. */
final class PerfRecording implements Recording {

    /** Not a divisor of what is periodic anyway. */
    private static final int SAMPLES_A_SECOND = 199;

    private static final int END_SECONDS_MAX = 20;
    private static final int LINES_MAX = 30;

    private final long pid;
    private final Path file;
    private final String program;
    private @Nullable Process perf;

    PerfRecording(long pid, Path file) {
        this(pid, file, "perf");
    }

    PerfRecording(long pid, Path file, String program) {
        this.pid = pid;
        this.file = file;
        this.program = program;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void start() throws IOException {
        Files.deleteIfExists(file);
        perf =
                begin(
                        "record",
                        "-F",
                        String.valueOf(SAMPLES_A_SECOND),
                        "-g",
                        "-p",
                        String.valueOf(pid),
                        "-o",
                        file.toString(),
                        "--",
                        "sleep",
                        String.valueOf(MAX.toSeconds()));
    }

    private Process begin(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException missing) {
            throw new IOException(
                    "anything by perf: it cannot be run; on Debian: apt install linux-perf",
                    missing);
        }
    }

    private Path log() {
        return Path.of(file + ".log");
    }

    @Override
    public void stop() throws IOException {
        Process running = perf;
        if (running == null) {
            return;
        }
        // Asked to end, perf writes the file, and ends the sleep too.
        running.destroy();
        await(running);
        if (!Files.exists(file) || Files.size(file) == 0) {
            throw new IOException(
                    "by perf, "
                            + file.getFileName()
                            + ": "
                            + String.join(" ", Files.readAllLines(log())).strip());
        }
        Files.delete(log());
    }

    private static void await(Process running) {
        try {
            if (!running.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> summary() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("CPU by library; [JIT] is what was compiled from Java");
        lines.addAll(report("overhead,dso"));
        lines.add("");
        lines.add("CPU by frame, the kernel's too");
        lines.addAll(report("overhead,dso,symbol"));
        return lines;
    }

    private List<String> report(String fields) throws IOException {
        var report =
                new ProcessBuilder(
                                program,
                                "report",
                                "-i",
                                file.toString(),
                                "--stdio",
                                "--no-children",
                                "-g",
                                "none",
                                "--percent-limit",
                                "0.3",
                                "-F",
                                fields)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var text = report.inputReader(StandardCharsets.UTF_8)) {
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .limit(LINES_MAX)
                    .map(String::stripTrailing)
                    .toList();
        } finally {
            report.destroy();
        }
    }
}
