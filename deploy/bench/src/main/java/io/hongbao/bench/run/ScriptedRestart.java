package io.hongbao.bench.run;

import io.hongbao.local.command.SavedSuite;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** By {@code deploy/hongbao} itself, so that what it looks for before is in the time. */
public final class ScriptedRestart implements Restart {

    private static final long MINUTES_MAX = 10;

    private final Path project;
    private final Path directory;

    public ScriptedRestart(Path project, Path directory) {
        this.project = project;
        this.directory = directory;
    }

    @Override
    public void down() {
        run("down");
    }

    @Override
    public LocalSuite up() {
        run("up", "--no-example");
        return SavedSuite.of(project, directory);
    }

    private void run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(project.resolve("deploy/hongbao").toString());
        command.addAll(List.of(arguments));
        Path log = directory.resolve("logs/bench-" + arguments[0] + ".log");
        try {
            Files.createDirectories(log.getParent());
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(log.toFile()));
            builder.environment().put("HONGBAO_DIRECTORY", directory.toString());
            Process process = builder.start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(
                        String.join(" ", command) + " failed; its log: " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("did not start: " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
