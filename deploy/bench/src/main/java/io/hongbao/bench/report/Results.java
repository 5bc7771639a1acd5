package io.hongbao.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.json.JsonMapper;

/** Where runs are kept: a line for each, and the page of the last one. */
public final class Results {

    private final Path directory;

    public Results(Path directory) {
        this.directory = directory;
    }

    public Path lines() {
        return directory.resolve("bench.jsonl");
    }

    public Path page() {
        return directory.resolve("bench.html");
    }

    public void write(RunResult run) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    lines(),
                    JsonMapper.shared().writeValueAsString(run) + '\n',
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.writeString(page(), HtmlPage.of(run));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }
}
