package io.hongbao.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where runs are kept: a line for each, with its {@code kind}, and a page that shows the last of
 * each kind.
 */
public final class Results {

    /** A line that lacks something was written by another bench. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private static final String KIND = "kind";
    private static final String RUN = "run";
    private static final String START = "start";
    private static final String GROWTH = "growth";

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
        write(RUN, run);
    }

    public void write(StartResult start) {
        write(START, start);
    }

    public void write(GrowthResult growth) {
        write(GROWTH, growth);
    }

    private void write(String kind, Object result) {
        ObjectNode line = JSON.createObjectNode().put(KIND, kind);
        line.setAll((ObjectNode) JSON.valueToTree(result));
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    lines(),
                    JSON.writeValueAsString(line) + '\n',
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.writeString(page(), HtmlPage.of(latest(Files.readAllLines(lines()))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    /** The runs of a file that this bench can read, the oldest first. */
    public static List<RunResult> runs(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .flatMap(line -> read(line, RUN, RunResult.class).stream())
                .toList();
    }

    static LatestRuns latest(List<String> lines) {
        return new LatestRuns(
                last(lines, RUN, RunResult.class),
                last(lines, START, StartResult.class),
                last(lines, GROWTH, GrowthResult.class));
    }

    private static <T> Optional<T> last(List<String> lines, String kind, Class<T> type) {
        return lines.reversed().stream()
                .flatMap(line -> read(line, kind, type).stream())
                .findFirst();
    }

    private static <T> Optional<T> read(String line, String kind, Class<T> type) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.path(KIND).asString("").equals(kind)
                    ? Optional.of(JSON.treeToValue(node, type))
                    : Optional.empty();
        } catch (JacksonException ofAnotherBench) {
            return Optional.empty();
        }
    }
}
