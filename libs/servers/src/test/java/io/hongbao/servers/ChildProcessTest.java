package io.hongbao.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir Path directory;

    @Test
    void a_program_that_ignores_the_request_to_end_is_killed() {
        ChildProcess stubborn = start("trap '' TERM; while true; do read -t 1 x < /dev/zero; done");

        stubborn.stop(Duration.ofMillis(200));

        assertThat(stubborn.alive()).isFalse();
    }

    @Test
    void a_number_that_was_given_to_another_program_is_never_ours() throws IOException {
        Path pidFile = directory.resolve("pid");
        long us = ProcessHandle.current().pid();
        var reused = new ProcessIdentity(us, 1, ProcessIdentity.of(us).orElseThrow().boot());
        reused.write(pidFile);

        Optional<ChildProcess> found =
                ChildProcess.recorded("reused", pidFile, directory.resolve("log"));

        assertThat(found).isEmpty();
    }

    @Test
    void a_program_of_before_the_machine_was_started_again_is_never_ours() throws IOException {
        Path pidFile = directory.resolve("pid");
        long us = ProcessHandle.current().pid();
        var before =
                new ProcessIdentity(us, ProcessIdentity.of(us).orElseThrow().startTicks(), "then");
        before.write(pidFile);

        assertThat(ChildProcess.recorded("before", pidFile, directory.resolve("log"))).isEmpty();
    }

    @Test
    void a_half_written_pid_file_means_nobody() throws IOException {
        Path pidFile = Files.writeString(directory.resolve("pid"), "12");

        assertThat(ChildProcess.recorded("half", pidFile, directory.resolve("log"))).isEmpty();
    }

    @Test
    void the_last_lines_say_why_it_ended() {
        ChildProcess program = start("echo one; echo two; echo three");

        assertThat(program.gone(LIMIT)).isTrue();

        assertThat(program.lastLines(2)).containsExactly("two", "three");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new ChildProcess.Program(
                        "script",
                        List.of("bash", "-c", script),
                        Map.of(),
                        directory.resolve("log"),
                        Optional.empty()));
    }
}
