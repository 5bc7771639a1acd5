package io.hongbao.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledProgramTest {

    private static final int LIMIT_SECONDS = 300;

    @TempDir private Path directory;
    private InstalledProgram program;

    /** Says hello. */
    static final class Hello {
        public static void main(String[] arguments) {
            System.out.println("hello " + String.join(" ", arguments));
        }
    }

    @BeforeEach
    void jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Hello.class.getName());
        String name = Hello.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(directory.resolve("program.jar"));
                var jar = new JarOutputStream(file, manifest);
                InputStream bytes =
                        Objects.requireNonNull(
                                Hello.class.getClassLoader().getResourceAsStream(name))) {
            jar.putNextEntry(new JarEntry(name));
            bytes.transferTo(jar);
        }
        program = new InstalledProgram(directory, List.of());
    }

    @Test
    void a_program_that_was_started_once_is_started_from_its_cache() throws Exception {
        assertThat(program.trained()).isFalse();
        assertThat(program.command()).noneMatch(word -> word.startsWith("-XX:AOT"));

        assertThat(program.train(List.of("to", "nobody"))).isTrue();

        assertThat(program.trained()).isTrue();
        assertThat(run(onlyFromCache(program.command()), "world")).contains("hello world");
    }

    @Test
    void what_was_recorded_while_it_ran_comes_before_what_its_start_needed() throws Exception {
        program.train(List.of());
        assertThat(program.keepRecorded()).isFalse();

        assertThat(run(program.recordingCommand(), "for", "long")).contains("hello for long");
        assertThat(program.keepRecorded()).isTrue();

        assertThat(program.command()).anyMatch(word -> word.endsWith("loaded.aot"));
        assertThat(run(onlyFromCache(program.command()), "world")).contains("hello world");
    }

    /** Without a cache that fits, it does not start: so what starts has used one. */
    private static List<String> onlyFromCache(List<String> command) {
        var strict = new ArrayList<>(command);
        strict.add(1, "-XX:AOTMode=on");
        return strict;
    }

    private String run(List<String> command, String... arguments) throws Exception {
        var words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
