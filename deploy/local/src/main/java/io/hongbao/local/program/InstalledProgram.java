package io.hongbao.local.program;

import io.hongbao.servers.ChildProcess;
import io.hongbao.servers.ServerCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A program of one module, taken out of its jar: plain jars start faster than nested ones, can have
 * an AOT cache (JEP 514), and stay as they are when the next build writes its jar under a running
 * suite.
 *
 * @param directory made once for each build
 */
public record InstalledProgram(Path directory, List<String> jvmFlags) {

    private static final Duration EXTRACT_LIMIT = Duration.ofMinutes(1);
    private static final Duration TRAIN_LIMIT = Duration.ofMinutes(2);
    private static final String JAR = "program.jar";
    private static final String STARTED_CACHE = "started.aot";
    private static final String LOADED_CACHE = "loaded.aot";
    private static final String UNFINISHED = ".unfinished";

    /** Takes the program out of the module's jar, unless that was done since it was built. */
    public static InstalledProgram of(Path project, String module, List<String> jvmFlags) {
        Path built = Project.program(project, module);
        Path directory =
                ServerCache.in(project.resolve("deploy/local/target/programs"))
                        .directory(nameOf(module, built), made -> extract(built, made));
        return new InstalledProgram(directory, jvmFlags);
    }

    /** What to execute; arguments follow. */
    public List<String> command() {
        List<String> command = java();
        Stream.of(LOADED_CACHE, STARTED_CACHE)
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst()
                .ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(jar());
        return command;
    }

    /**
     * The same, but it records what it needs, and makes an AOT cache of it when it ends, which
     * takes some ten seconds more: with profiles of methods (JEP 515), so that under load it is
     * compiled sooner.
     */
    public List<String> recordingCommand() {
        List<String> command = java();
        command.add("-XX:AOTCacheOutput=" + unfinished(LOADED_CACHE));
        command.addAll(jar());
        return command;
    }

    /** Keeps what was recorded, for all starts from now on. False when there is nothing. */
    public boolean keepRecorded() {
        return keep(LOADED_CACHE);
    }

    public boolean trained() {
        return Stream.of(LOADED_CACHE, STARTED_CACHE)
                .anyMatch(cache -> Files.exists(directory.resolve(cache)));
    }

    /**
     * Makes the AOT cache: starts the program as far as its wiring goes, and records what that
     * needed. It must not find any server it could change. Without a cache, the program only starts
     * more slowly; so a failure is no more than an answer.
     */
    public boolean train(List<String> arguments) {
        List<String> command = java();
        command.add("-XX:AOTCacheOutput=" + unfinished(STARTED_CACHE));
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(jar());
        command.addAll(arguments);
        return run("training", command, TRAIN_LIMIT) && keep(STARTED_CACHE);
    }

    private Path unfinished(String cache) {
        return directory.resolve(cache + UNFINISHED);
    }

    private boolean keep(String cache) {
        if (!Files.exists(unfinished(cache))) {
            return false;
        }
        try {
            Files.move(
                    unfinished(cache),
                    directory.resolve(cache),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> jar() {
        return List.of("-jar", directory.resolve(JAR).toString());
    }

    private List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(javaOfThisJvm());
        command.addAll(jvmFlags);
        return command;
    }

    private boolean run(String what, List<String> command, Duration limit) {
        return run(what, command, directory.resolve(what + ".log"), limit);
    }

    private static boolean run(String what, List<String> command, Path log, Duration limit) {
        ChildProcess process =
                ChildProcess.start(
                        new ChildProcess.Program(what, command, Map.of(), log, Optional.empty()));
        boolean ended = process.gone(limit);
        process.kill();
        return ended;
    }

    private static void extract(Path built, Path directory) throws IOException {
        boolean ended =
                run(
                        "extract",
                        List.of(
                                javaOfThisJvm(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djarmode=tools",
                                "-jar",
                                built.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                directory.toString()),
                        directory.resolve("extract.log"),
                        EXTRACT_LIMIT);
        Path extracted = directory.resolve(built.getFileName());
        if (!ended || !Files.exists(extracted)) {
            throw new IOException("could not be extracted: " + built);
        }
        Files.move(extracted, directory.resolve(JAR));
    }

    /** Another one when the content changed; a build that changes nothing changes no name. */
    private static String nameOf(String module, Path built) {
        var checksum = new CRC32C();
        try (FileChannel file = FileChannel.open(built)) {
            checksum.update(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()));
            return String.format(
                    Locale.ROOT, "%s-%x-%08x", module, file.size(), checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javaOfThisJvm() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
