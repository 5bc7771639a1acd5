package io.hongbao.bench.profile;

import io.hongbao.bench.watch.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Records each JVM with JFR and each process with {@code perf}, in a directory for each figure.
 * What cannot be recorded is said at the end, and never stops a bench.
 */
public final class RecordProcesses implements Profiler {

    private final Path directory;
    private final Supplier<Map<String, Long>> pids;
    private final JfrSettings settings;
    private final List<Recording> active = new ArrayList<>();
    private final List<Recording> made = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Nothing yet.
     *
     * @param directory is made; files of other runs in it are replaced
     * @param pids by name, asked whenever a window begins
     */
    public RecordProcesses(Path directory, Supplier<Map<String, Long>> pids) {
        this.directory = directory.toAbsolutePath();
        this.pids = pids;
        try {
            Files.createDirectories(this.directory);
            settings = JfrSettings.in(this.directory);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write to --profile=" + directory, e);
        }
    }

    @Override
    public void start(String figure) {
        stop();
        Path place = directory.resolve(figure.replaceAll("[^A-Za-z0-9]+", "-"));
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            problems.add("cannot write to " + place + ": " + e.getMessage());
            return;
        }
        pids.get()
                .forEach((name, pid) -> {
                    if (Processes.isJvm(pid)) {
                        begin(new JfrRecording(pid, place.resolve(name + ".jfr"), settings));
                    }
                    begin(new PerfRecording(pid, place.resolve(name + ".perf.data")));
                });
    }

    private void begin(Recording recording) {
        try {
            recording.start();
            active.add(recording);
        } catch (IOException e) {
            problems.add(e.getMessage());
        }
    }

    @Override
    public void stop() {
        for (Recording recording : active) {
            try {
                recording.stop();
                made.add(recording);
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        active.clear();
    }

    @Override
    public List<String> summarize() {
        var lines = new ArrayList<String>();
        for (Recording recording : made) {
            try {
                Files.write(Path.of(recording.file() + ".txt"), recording.summary());
            } catch (IOException e) {
                problems.add("no summary of " + recording.file() + ": " + e.getMessage());
            }
        }
        lines.add("");
        lines.add(
                made.size()
                        + " profiles, each with its top frames in a text beside it: "
                        + directory
                        + "/FIGURE/PROCESS.jfr.txt, .perf.data.txt");
        problems.forEach(problem -> lines.add("not recorded: " + problem));
        return lines;
    }
}
