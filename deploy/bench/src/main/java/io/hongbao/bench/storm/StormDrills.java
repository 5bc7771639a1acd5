package io.hongbao.bench.storm;

import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drills of this package: each says what it found, keeps it, and answers whether all that must
 * hold held.
 */
public final class StormDrills {

    private final LocalSuite suite;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> say;

    public StormDrills(
            LocalSuite suite, Clock clock, RandomGenerator random, Consumer<String> say) {
        this.suite = suite;
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    /** Three times the peak for {@code storm}, in whole seconds. */
    public boolean overload(Duration storm) {
        OverloadResult result = new Overload(suite, storm, say).run(clock, random);
        List<String> broken = OverloadVerdict.broken(result);
        List<String> lines = OverloadPage.lines(result, broken);
        Path page = suite.settings().directory().resolve("overload.html");
        write(page, OverloadPage.html(result, lines), StandardOpenOption.TRUNCATE_EXISTING);
        return end("overload", lines, broken, "Drawn in " + page);
    }

    private boolean end(String drill, List<String> lines, List<String> broken, String last) {
        lines.forEach(say);
        say.accept(last);
        record Line(String drill, Instant at, List<String> lines, List<String> broken) {}
        String line =
                JsonMapper.shared()
                        .writeValueAsString(new Line(drill, clock.instant(), lines, broken));
        write(
                suite.settings().directory().resolve("drills.jsonl"),
                line + "\n",
                StandardOpenOption.APPEND);
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
