package io.hongbao.local.command;

import io.hongbao.local.part.LocalBank;
import io.hongbao.local.program.Project;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Programs of the suite that run once and end, in the user's terminal; answers their exit codes.
 */
final class RunPrograms {

    private static final int COULD_NOT_RUN = 2;

    private final LocalSuite suite;

    RunPrograms(LocalSuite suite) {
        this.suite = suite;
    }

    /** The reconcile job over this suite, as cron would run it: 0 clean, 1 discrepancies. */
    int reconcile(List<String> arguments) {
        return run(reconcileCommand(arguments), reconcileEnvironment());
    }

    /** The same, and what it prints is for nobody. */
    int reconcileSilently(List<String> arguments) {
        return run(
                new ProcessBuilder(reconcileCommand(arguments))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT),
                reconcileEnvironment());
    }

    private List<String> reconcileCommand(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Project.program(suite.settings().project(), "reconcile-job").toString(),
                        "--sets=" + suite.setsFile(),
                        "--wallets=" + suite.walletsFile(),
                        "--kafka=" + suite.kafka().bootstrapServers(),
                        "--local"));
        for (LocalBank bank : LocalBank.values()) {
            String name = bank.partName();
            command.add("--bank=" + name + "=" + suite.bank(bank));
            command.add("--bank-statements=" + name + "=" + suite.bankStatements(bank));
        }
        command.addAll(arguments);
        return command;
    }

    private Map<String, String> reconcileEnvironment() {
        return Map.of(
                "HONGBAO_READER_USER", suite.readerUser(),
                "HONGBAO_READER_PASSWORD", suite.readerPassword(),
                "HONGBAO_EVENT_KEY", suite.eventKey(),
                "HONGBAO_SEED_KEYS", suite.seedKey());
    }

    /**
     * A group's dead letters again: 0 all were published, 1 some say not where they belong, 2 it
     * could not run.
     */
    int replay(String group) {
        return run(suite.command(InstanceName.PACKET, "--replay=" + group), Map.of());
    }

    /**
     * Days of all SETs before a date, out of the tables, once the reconcile job found them clean
     * and settled: 0 done, else the program that stopped says why.
     */
    int archive(LocalDate before) {
        return onceReconciled(before);
    }

    /** Days of all SETs before a date stay, and are remembered as reconciled; else as above. */
    int stamp(LocalDate before) {
        return onceReconciled(before, "--stamp-only");
    }

    private int onceReconciled(LocalDate before, String... more) {
        int reconciled = reconcile(List.of("--settled-before=" + before));
        if (reconciled != 0) {
            return reconciled;
        }
        return run(
                suite.command(
                        InstanceName.PACKET,
                        Stream.concat(
                                        Stream.of("--archive-before=" + before, "--reconciled"),
                                        Stream.of(more))
                                .toArray(String[]::new)),
                Map.of());
    }

    /** The load bench on this suite: 0 every fen is where it belongs, 1 not so. */
    int bench(List<String> arguments) {
        Path project = suite.settings().project();
        List<String> command =
                java(
                        project.resolve("deploy/bench/target"),
                        // What the users were told is kept, and must not be copied about.
                        List.of("-Xms768m", "-Xmx3g", "-Xmn384m", "-XX:+UseSerialGC"),
                        "io.hongbao.bench.BenchMain");
        command.add("--project=" + project);
        command.add("--directory=" + suite.settings().directory());
        command.addAll(arguments);
        return run(command, Map.of());
    }

    /** The micro benches, which need no suite. */
    int microBench(List<String> arguments) {
        List<String> command =
                java(
                        suite.settings().project().resolve("deploy/micro/target"),
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        "org.openjdk.jmh.Main");
        command.addAll(arguments);
        return run(command, Map.of());
    }

    private static List<String> java(Path target, List<String> heap, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(heap);
        command.addAll(
                List.of(
                        "-XX:+UseCompactObjectHeaders",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        mainClass));
        return command;
    }

    private static int run(List<String> command, Map<String, String> environment) {
        return run(new ProcessBuilder(command).inheritIO(), environment);
    }

    private static int run(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("did not start: " + builder.command().getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return COULD_NOT_RUN;
        }
    }
}
