package io.hongbao.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of {@code deploy/hongbao} that starts nothing. */
final class ScriptedRestartTest {

    @TempDir Path project;
    @TempDir Path directory;

    @Test
    void the_suite_of_the_directory_is_stopped_and_started_without_its_example()
            throws IOException {
        script("echo \"$@\" >> \"$HONGBAO_DIRECTORY/calls\"");
        var restart = new ScriptedRestart(project, directory);

        restart.down();
        var suite = restart.up();

        assertThat(Files.readAllLines(directory.resolve("calls")))
                .isEqualTo(List.of("down", "up --no-example"));
        assertThat(suite.settings().directory()).isEqualTo(directory);
    }

    @Test
    void a_start_that_fails_says_where_its_log_is() throws IOException {
        script("echo no room; exit 1");

        assertThatThrownBy(() -> new ScriptedRestart(project, directory).up())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deploy/hongbao up --no-example failed")
                .hasMessageContaining("logs/bench-up.log");
        assertThat(directory.resolve("logs/bench-up.log")).hasContent("no room");
    }

    private void script(String does) throws IOException {
        Path script = project.resolve("deploy/hongbao");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + does + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }
}
