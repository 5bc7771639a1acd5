package io.hongbao.bench.profile;

import io.hongbao.bench.watch.Jcmd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM, recorded with JFR. */
record JfrRecording(long pid, Path file, JfrSettings settings) implements Recording {

    private static final String NAME = "name=hongbao-bench";

    @Override
    public void start() throws IOException {
        Files.deleteIfExists(file);
        String answer =
                Jcmd.run(
                        pid,
                        "JFR.start",
                        NAME,
                        "settings=" + settings.file(),
                        "filename=" + file,
                        "duration=" + MAX.toSeconds() + "s");
        if (!answer.contains("Started recording")) {
            throw failed(answer);
        }
    }

    @Override
    public void stop() throws IOException {
        String answer = Jcmd.run(pid, "JFR.stop", NAME);
        if (!Files.exists(file)) {
            throw failed(answer);
        }
    }

    private IOException failed(String answer) {
        return new IOException(file + ": " + answer.strip());
    }

    @Override
    public List<String> summary() throws IOException {
        return JfrSummary.of(file);
    }
}
