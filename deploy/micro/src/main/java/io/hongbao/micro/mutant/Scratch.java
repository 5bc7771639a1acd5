package io.hongbao.micro.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A copy of the project, in which one class at a time is exchanged and tests are run. */
final class Scratch {

    /** A test that hangs has noticed. */
    private static final int TESTS_MAX_MINUTES = 5;

    private static final Pattern FAILED =
            Pattern.compile("<testsuite [^>]*(errors|failures)=\"[1-9]");

    private final Path tree;
    private final List<String> maven;

    /** What became of the tests. */
    enum Verdict {
        GREEN,
        RED,
        TOO_LONG
    }

    private Scratch(Path tree, List<String> maven) {
        this.tree = tree;
        this.maven = maven;
    }

    /** Copies what git knows or would take, and builds these modules and what they need. */
    static Scratch copy(Path project, Path tree, List<String> maven, Collection<Path> modules)
            throws IOException, InterruptedException {
        var git =
                new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard")
                        .directory(project.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String file : files.lines().toList()) {
            Path from = project.resolve(file);
            Path to = tree.resolve(file);
            // What did not change stays as old as it is, and so is not compiled again.
            if (Files.isRegularFile(from)
                    && !(Files.exists(to) && Files.mismatch(from, to) == -1)) {
                Files.createDirectories(to.getParent());
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var scratch = new Scratch(tree, maven);
        scratch.build(modules);
        return scratch;
    }

    private void build(Collection<Path> modules) throws IOException, InterruptedException {
        var command = new ArrayList<>(maven);
        command.addAll(
                List.of(
                        "-q",
                        "-DskipTests",
                        "-Dspotless.check.skip",
                        "-Dmdep.outputFile=target/classpath",
                        "-am",
                        "-pl",
                        String.join(",", modules.stream().map(Path::toString).toList()),
                        "install",
                        "dependency:build-classpath"));
        if (run(command, tree.resolve("build.log"), Integer.MAX_VALUE) != Verdict.GREEN) {
            throw new IllegalStateException("must build: see " + tree.resolve("build.log"));
        }
    }

    /** Runs tests of a module as its pom says, on the classes that are there. */
    Verdict test(Path module, String tests) throws IOException, InterruptedException {
        Path reports = tree.resolve(module).resolve("target/surefire-reports");
        delete(reports);
        var command = new ArrayList<>(maven);
        command.addAll(
                List.of(
                        "-q",
                        "-o",
                        "-pl",
                        module.toString(),
                        "-Dtest=" + tests,
                        "surefire:test@default-test"));
        Path log = tree.resolve("test.log");
        Verdict verdict = run(command, log, TESTS_MAX_MINUTES);
        if (verdict == Verdict.RED ? !anyFailed(reports) : !Files.exists(reports)) {
            throw new IllegalStateException("must run tests: tests=" + tests + ", see " + log);
        }
        return verdict;
    }

    private Verdict run(List<String> command, Path log, int minutes)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(tree.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return Verdict.TOO_LONG;
        }
        return process.exitValue() == 0 ? Verdict.GREEN : Verdict.RED;
    }

    private static boolean anyFailed(Path reports) throws IOException {
        if (!Files.exists(reports)) {
            return false;
        }
        try (Stream<Path> all = Files.list(reports)) {
            return all.filter(report -> report.toString().endsWith(".xml"))
                    .anyMatch(report -> FAILED.matcher(read(report)).find());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles the mutant and puts its classes in; what is returned takes them out again. */
    AutoCloseable exchange(Path module, Mutant mutant) throws IOException {
        Path classes = tree.resolve(module).resolve("target/classes");
        Path compiled = tree.resolve("mutant");
        Path kept = tree.resolve("kept");
        delete(compiled);
        delete(kept);
        compile(module, mutant, compiled);
        List<Path> changed = files(compiled).stream().map(compiled::relativize).toList();
        for (Path each : changed) {
            if (Files.exists(classes.resolve(each))) {
                Files.createDirectories(kept.resolve(each).getParent());
                Files.move(classes.resolve(each), kept.resolve(each));
            }
            Files.move(compiled.resolve(each), classes.resolve(each));
        }
        return () -> {
            for (Path each : changed) {
                Files.delete(classes.resolve(each));
                if (Files.exists(kept.resolve(each))) {
                    Files.move(kept.resolve(each), classes.resolve(each));
                }
            }
        };
    }

    private void compile(Path module, Mutant mutant, Path to) throws IOException {
        Path original = mutant.file(tree);
        Path source = tree.resolve("source").resolve(original.getFileName());
        Files.createDirectories(source.getParent());
        Files.createDirectories(to);
        Files.writeString(source, mutant.applyTo(Files.readString(original)));
        Path target = tree.resolve(module).resolve("target");
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-nowarn",
                                "-proc:none",
                                "-parameters",
                                "-d",
                                to.toString(),
                                "-cp",
                                target.resolve("classes")
                                        + ":"
                                        + Files.readString(target.resolve("classpath")).strip(),
                                source.toString());
        if (failed != 0) {
            throw new IllegalArgumentException("must compile: mutant=" + mutant.name());
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
