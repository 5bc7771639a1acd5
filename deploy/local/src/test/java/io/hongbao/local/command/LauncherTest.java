package io.hongbao.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.program.Project;
import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class LauncherTest {

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "15m, PT15M", "24h, PT24H", "3d, PT72H"})
    void durations_are_read_as_people_write_them(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0s", "-1s", "1.5h", "10 s", "PT10S", "9999999999s"})
    void other_durations_are_refused(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class);
    }

    @Test
    void what_up_was_told_is_remembered() {
        var told = new SavedSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), 100);

        told.write(directory);

        assertThat(SavedSettings.read(directory)).isEqualTo(told);
    }

    @Test
    void before_any_up_the_defaults_hold() {
        assertThat(SavedSettings.read(directory))
                .isEqualTo(new SavedSettings(Duration.ofHours(24), Duration.ofMinutes(15), 0));
    }

    @Test
    void a_nearly_full_disk_is_said_before_anything_starts() {
        var workplace = new SuiteDirectory(directory);

        assertThatThrownBy(() -> workplace.mustHaveRoom(Long.MAX_VALUE))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the disk is nearly full: " + directory);
    }

    @Test
    void state_shows_every_part_and_fails_while_one_is_down() {
        int code = run("state");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(12)
                .anyMatch(line -> line.matches("gateway +down +- +8080, 9080"));
    }

    @Test
    void a_part_that_does_not_run_cannot_be_killed() {
        assertThat(run("kill", "set-000")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("hongbao: set-000 does not run");
    }

    @Test
    void an_unknown_name_lists_the_known_ones() {
        assertThat(run("logs", "set-7")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("hongbao: no part is called set-7; there are: set-000, set-001,");
    }

    @Test
    void logs_shows_the_last_lines() throws IOException {
        Files.createDirectories(directory.resolve("logs"));
        Files.writeString(directory.resolve("logs/bank-a.log"), "one\ntwo\nthree\n");

        assertThat(run("logs", "bank-a", "-n", "2")).isZero();
        assertThat(out.toString().lines()).containsExactly("two", "three");
    }

    @Test
    void down_with_nothing_up_is_fine() {
        assertThat(run("down")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    set add 2             | must be three digits, like 002: 2
                    set add 0002          | must be three digits, like 002: 0002
                    set add abc           | must be three digits, like 002: abc
                    set add 001           | there is a SET 001 already
                    set add 002 --weight -1 | must be 0 to 10000: weight=-1
                    set weight 000 10001  | must be 0 to 10000: weight=10001
                    set weight 000 many   | 'many' is not an int
                    set weight 002 50     | there is no SET 002; there are: 000, 001
                    set drain 002         | there is no SET 002; there are: 000, 001
                    set remove 002        | there is no SET 002; there are: 000, 001
                    set remove 001        | SET 001 has weight 100; first: deploy/hongbao set drain 001
                    set archive           | Missing required option: '--before=DATE'
                    set archive --before today | must be a day, like 2026-11-01: today
                    set stamp             | Missing required option: '--before=DATE'
                    """)
    void a_wrong_command_about_sets_says_what_is_wrong_and_changes_nothing(
            String command, String message) throws IOException {
        String catalogue = catalogue();

        int code = run(command.split(" +"));

        assertThat(code).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(Files.readString(directory.resolve("sets.yaml"))).isEqualTo(catalogue);
    }

    @Test
    void a_drill_needs_a_suite_that_is_up() {
        assertThat(run("drill", "set-down")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("hongbao: the suite is not up: set-000 does not run; first:");
    }

    @ParameterizedTest
    @CsvSource({"--seconds, 3", "--seconds, 3601", "--rate, 0", "--rate, 1001"})
    void a_drill_that_is_too_short_too_long_or_too_much_is_refused(String option, String value) {
        assertThat(run("drill", "set-down", option, value)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hongbao: must be ");
    }

    @Test
    void dead_letters_of_nobody_are_not_replayed() {
        assertThat(run("replay", "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("must be one of", "packet-activations", "nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    consume nobody --rate 5               | must be one of [packet-activations, balance-credits,
                    consume --rate 5                      | must name the group that --rate is for
                    consume user-records                  | must have --rate, a number or unlimited: user-records
                    consume user-records --rate 0         | must be unlimited or a number from 1 to 10000000: 0
                    consume user-records --rate 1.5       | must be unlimited or a number from 1 to 10000000: 1.5
                    consume user-records --rate many      | must be unlimited or a number from 1 to 10000000: many
                    consume user-records --rate 10000001  | must be unlimited or a number from 1 to 10000000: 10000001
                    """)
    void a_wrong_rate_says_what_is_wrong_and_sets_nothing(String command, String message) {
        int code = run(command.split(" +"));

        assertThat(code).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(directory.resolve("runtime.yaml")).doesNotExist();
    }

    @Test
    void rates_are_set_and_taken_away_by_group_while_nothing_runs() throws IOException {
        Path file = directory.resolve("runtime.yaml");

        assertThat(run("consume", "balance-credits", "--rate", "500")).isZero();
        assertThat(run("consume", "user-records", "--rate", "7")).isZero();
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        # Services follow this file.
                        consumers:
                          balance-credits: {rate: 500}
                          user-records: {rate: 7}
                        """);
        assertThat(run("consume", "balance-credits", "--rate", "unlimited")).isZero();

        assertThat(Files.readString(file)).doesNotContain("balance-credits").contains("7");
        assertThat(out.toString())
                .contains("nobody consumes balance-credits now; the next start takes it up");
    }

    @Test
    void a_mistake_in_the_file_is_told_and_stays_for_its_author_to_mend() throws IOException {
        Path file = Files.writeString(directory.resolve("runtime.yaml"), "consumer: {}");

        assertThat(run("consume", "user-records", "--rate", "7")).isEqualTo(1);
        assertThat(err.toString())
                .contains("runtime.yaml, line 1: must be one of [consumers, moments, switches]");
        assertThat(Files.readString(file)).isEqualTo("consumer: {}");
    }

    @Test
    void functions_are_switched_off_and_on_with_a_reason_that_is_kept() throws IOException {
        assertThat(run("switch", "lists", "off", "--because", "it's slow")).isZero();
        assertThat(run("switch", "bank:bank-a", "off", "--because", "maintenance")).isZero();
        assertThat(Files.readString(directory.resolve("runtime.yaml")))
                .isEqualTo(
                        """
                        # Services follow this file.
                        switches:
                          "bank:bank-a": {off: 'maintenance'}
                          "lists": {off: 'it\''s slow'}
                        """);
        assertThat(run("state")).isNotNegative();
        assertThat(out.toString())
                .contains(
                        "nothing runs; the next start takes it up",
                        "lists: off, because it's slow");
        assertThat(run("switch", "lists", "on")).isZero();
        assertThat(run("switch")).isZero();

        assertThat(out.toString().lines())
                .contains("lists: on", "bank:bank-a: off, because maintenance");
        assertThat(Files.readAllLines(directory.resolve("switches.jsonl")))
                .hasSize(3)
                .anyMatch(line -> line.contains("\"switch\":\"lists\",\"to\":\"on\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    switch list off --because x    | must be one of [lists, wallet-home,
                    switch bank:no off --because x | must be one of [lists, wallet-home,
                    switch lists                   | must say off or on: lists
                    switch lists off               | must have --because, 1 to 200 characters on a line: lists
                    switch lists on --because x    | --because is for off only: lists
                    switch lists away              | must say off or on: lists
                    """)
    void a_switch_that_says_too_little_is_refused(String command, String message) {
        assertThat(run(command.split(" "))).isNotZero();

        assertThat(err.toString()).contains(message);
        assertThat(directory.resolve("runtime.yaml")).doesNotExist();
    }

    @Test
    void the_free_rate_is_set_with_a_reason_that_is_kept_and_left_to_the_payments_again()
            throws IOException {
        assertThat(run("switch", "lists", "off", "--because", "slow")).isZero();
        assertThat(run("moments", "free-rate", "0.50", "--because", "it's a feast")).isZero();
        assertThat(Files.readString(directory.resolve("runtime.yaml")))
                .isEqualTo(
                        """
                        # Services follow this file.
                        switches:
                          "lists": {off: 'slow'}
                        moments:
                          free-rate: {rate: 0.5, because: 'it\''s a feast'}
                        """);
        assertThat(run("state")).isNotNegative();
        assertThat(out.toString().lines())
                .contains(
                        "nothing runs; the next start takes it up",
                        "moments free-rate: 0.5, because it's a feast");

        assertThat(run("moments", "free-rate", "auto")).isZero();
        assertThat(run("moments", "free-rate")).isZero();

        assertThat(Files.readString(directory.resolve("runtime.yaml"))).doesNotContain("moments");
        assertThat(out.toString().lines()).contains("moments free-rate: auto");
        assertThat(Files.readAllLines(directory.resolve("switches.jsonl")))
                .hasSize(3)
                .anyMatch(line -> line.contains("\"to\":\"0.50\",\"because\":\"it's a feast\""))
                .anyMatch(line -> line.endsWith("\"moments free-rate\",\"to\":\"auto\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    moments free-rate 0.5                | must have --because, 1 to 200 characters on a line: moments
                    moments free-rate 1.5 --because x    | must be 0 to 1, to six decimal places, or auto: 1.5
                    moments free-rate half --because x   | must be 0 to 1, to six decimal places, or auto: half
                    moments free-rate auto --because x   | --because is for a rate only: moments free-rate
                    """)
    void a_free_rate_that_says_too_little_is_refused(String command, String message) {
        assertThat(run(command.split(" +"))).isNotZero();

        assertThat(err.toString()).contains(message);
        assertThat(directory.resolve("runtime.yaml")).doesNotExist();
    }

    @Test
    void groups_of_nobody_are_listed_without_rate_and_lag() {
        assertThat(run("consume")).isZero();
        assertThat(out.toString().lines())
                .hasSize(1 + Topics.GROUPS.size())
                .anyMatch(line -> line.matches("balance-credits +- +-"));
    }

    @Test
    void parked_payments_are_known_to_a_pay_service_only() {
        assertThat(run("payments", "parked")).isEqualTo(1);
        assertThat(run("payments", "replay", "--set", "001")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "hongbao: no pay service answers", "hongbao: no pay service answers");
        assertThat(run("payments", "refund", "--set", "001")).isEqualTo(1);
        assertThat(err.toString())
                .contains("the SET's last events must have been applied: balance-credits lags");
        assertThat(run("payments", "replay")).isEqualTo(2);
        assertThat(err.toString()).contains("--set=NNN");
    }

    @Test
    void a_webhook_is_asked_about_where_a_consumer_runs_and_replayed_from_a_time() {
        assertThat(run("webhook")).isEqualTo(1);
        assertThat(run("webhook", "replay", "--since", "2026-11-21T04:00:00Z")).isEqualTo(1);
        assertThat(run("webhook", "off")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(3)
                .containsOnly("hongbao: ledger-consumer does not run");

        assertThat(run("webhook", "replay", "--since", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("must be a time like 2026-11-21T04:00:00Z: yesterday");
    }

    @Test
    void the_last_set_that_takes_new_packets_is_not_drained() throws IOException {
        Files.writeString(
                directory.resolve("sets.yaml"),
                catalogue().replaceFirst("weight: 100", "weight: 0"));

        assertThat(run("set", "drain", "001")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "hongbao: no other SET takes new packets: 001 must stay");
    }

    @Test
    void set_list_shows_the_catalogue() throws IOException {
        catalogue();

        assertThat(run("set", "list")).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("001 .*:3311/hongbao_set +100 +a +down +- +- +-"));
    }

    private String catalogue() throws IOException {
        String text =
                """
                sets:
                  - {id: "000", url: "jdbc:mysql://127.0.0.1:3310/hongbao_set", city: a, zone: a, weight: 100}
                  - {id: "001", url: "jdbc:mysql://127.0.0.1:3311/hongbao_set", city: a, zone: a, weight: 100}
                """;
        Files.writeString(directory.resolve("sets.yaml"), text);
        return text;
    }

    @Test
    void the_script_says_in_one_line_what_to_install() throws Exception {
        var builder =
                new ProcessBuilder(
                                List.of(Project.find().resolve("deploy/hongbao").toString(), "up"))
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", "/nowhere");
        builder.environment().put("HONGBAO_JDK_PLACES", "/nowhere/*");
        // Enough for the script itself, and no javac.
        builder.environment().put("PATH", path().toString());
        Process script = builder.start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).isEqualTo(1);
        assertThat(said.lines())
                .singleElement()
                .asString()
                .startsWith("hongbao: needs JDK 25: install temurin-25-jdk");
    }

    @Test
    void commands_work_from_any_directory() throws Exception {
        Path project = Project.find();
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Dhongbao.project=" + project,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LauncherMain.class.getName(),
                                "state")
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("HONGBAO_DIRECTORY", directory.toString());
        Process launcher = builder.start();
        String said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(launcher.waitFor()).as(said).isEqualTo(1);
        assertThat(said.lines()).hasSize(12);
    }

    private Path path() throws IOException {
        Path path = Files.createDirectories(directory.resolve("path"));
        for (String program : List.of("bash", "dirname", "readlink", "env")) {
            Files.copy(
                    Path.of("/usr/bin/" + program),
                    path.resolve(program),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        return path;
    }

    private int run(String... arguments) {
        CommandLine commands =
                LauncherMain.commands(
                        new CommandContext(Project.find(), directory, new PrintWriter(out, true)),
                        new SplittableRandom(),
                        Clock.systemUTC());
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
