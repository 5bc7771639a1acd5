package io.hongbao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.traffic.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is typed, and what it says when it is wrong; nothing is started. */
final class CommandsTest {

    @TempDir Path directory;

    private final List<String> out = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    capacity                         | Missing required option: '--ops=N'
                    capacity --ops many              | Invalid value for option '--ops'
                    capacity --ops 0                 | must be > 0: --ops=0.0
                    capacity --ops 9 --payments -1   | must be >= 0: --payments=-1.0
                    capacity --ops 9 --zones 0       | must be 1 to 100: --zones=0
                    capacity --ops 9 --spare 1       | must be >= 0 and < 1: --spare=1.0
                    capacity --ops 9 --spare 3/3     | must be >= 0 and < 1: --spare=1.0
                    capacity --ops 9 --spare 1/0     | Invalid value for option '--spare'
                    capacity --ops 9 --spare a third | Invalid value for option '--spare'
                    capacity --ops 9 --busy 0%       | must be > 0 and <= 1: --busy=0.0
                    capacity --ops 9 --cores 0       | must be 1 to 1024: --cores=0
                    capacity --ops 9 --network 0     | must be > 0: --network=0.0
                    capacity --ops 9                 | must be results of a bench: --from=
                    growth --sets 0                  | must be 1 to 10: --sets=0
                    growth --sets 1,11               | must be 1 to 10: --sets=11
                    growth --instances 10            | must be 1 to 9: --instances=10
                    growth --rounds none             | Invalid value for option '--rounds'
                    start --seconds none             | Invalid value for option '--seconds'
                    """)
    void a_wrong_command_says_which_option_is_wrong(String command, String message) {
        int code = run(command.strip().split(" +", -1));

        assertThat(code).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(out).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void the_name_of_a_scenario_is_not_a_command(Scenario scenario) {
        run(scenario.text(), "--rate", "0");

        assertThat(err.toString()).contains("must be >= 1: --rate=0");
    }

    @Test
    void results_without_the_run_that_is_needed_say_how_to_get_it() throws IOException {
        Path file = Files.createFile(directory.resolve("empty.jsonl"));

        int code = run("capacity", "--ops", "9", "--from", file.toString());

        assertThat(code).isNotZero();
        assertThat(err.toString()).contains("must have a run of mix", "deploy/hongbao bench mix");
    }

    @ParameterizedTest
    @CsvSource({"1/3, 0.3333333333333333", "0.25, 0.25", "25%, 0.25", "0, 0", "2/4, 0.5"})
    void parts_are_read_as_people_write_them(String text, double part) {
        assertThat(new PartText().convert(text)).isEqualTo(part);
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(
                                Stream.of("--project=" + directory, "--directory=" + directory),
                                Stream.of(arguments))
                        .toArray(String[]::new);
        return BenchMain.commands(Clock.systemUTC(), new SplittableRandom(1), out::add)
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
