package io.hongbao.bench.report;

import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a drill came to: said, drawn, and kept beside the earlier ones.
 *
 * @param broken what had to hold and did not
 */
public record DrillReport(
        String drill, Instant at, List<String> lines, List<String> broken, String html) {

    /** Whether all that must hold held. */
    public boolean tell(LocalSuite suite, Consumer<String> say) {
        Path directory = suite.settings().directory();
        Path page = directory.resolve(drill + ".html");
        write(page, html, StandardOpenOption.TRUNCATE_EXISTING);
        record Line(String drill, Instant at, List<String> lines, List<String> broken) {}
        String line = JsonMapper.shared().writeValueAsString(new Line(drill, at, lines, broken));
        write(directory.resolve("drills.jsonl"), line + "\n", StandardOpenOption.APPEND);
        lines.forEach(say);
        say.accept("Drawn in " + page);
        return broken.isEmpty();
    }

    private static void write(Path file, String text, StandardOpenOption how) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
