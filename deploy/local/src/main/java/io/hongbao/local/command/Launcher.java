package io.hongbao.local.command;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.contracts.event.Topics;
import io.hongbao.local.demo.Demo;
import io.hongbao.local.part.Part;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteSettings;
import io.hongbao.servers.ServerCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Each method is a command of {@code deploy/hongbao}. */
@Command(
        name = "hongbao",
        subcommands = CommandLine.HelpCommand.class,
        description = "Runs the whole suite on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class Launcher {

    /** How long Ctrl-C waits for a start that is under way. */
    private static final Duration INTERRUPT_PATIENCE = Duration.ofSeconds(30);

    private static final List<String> FILES =
            List.of("sets.yaml", "wallets.yaml", "fleet.yaml", "instances.txt", "runtime.yaml");

    private static final String MICRO = "micro";

    /** Benches that start and stop suites themselves. */
    private static final List<String> SELF_STARTING =
            List.of("start", "train", "growth", "reconcile");

    private final CommandContext context;
    private final Path directory;
    private final RandomGenerator random;

    Launcher(CommandContext context, RandomGenerator random) {
        this.context = context;
        this.directory = context.directory();
        this.random = random;
    }

    @Command(
            description = {
                "Starts what does not run, sends one packet as an example, and leaves the suite up."
            })
    int up(
            @Option(
                            names = "--lifetime",
                            paramLabel = "TIME",
                            converter = DurationConverter.class,
                            description = "how long a packet can be opened, like 10s (default 24h)")
                    @Nullable Duration lifetime,
            @Option(
                            names = "--pay-by",
                            paramLabel = "TIME",
                            converter = DurationConverter.class,
                            description = "how long a packet can be paid (default 15m)")
                    @Nullable Duration payBy,
            @Option(
                            names = "--port-offset",
                            paramLabel = "N",
                            description = "move all ports up by N, beside another suite")
                    @Nullable Integer portOffset,
            @Option(names = "--no-example", description = "send no packet") boolean noExample) {
        long start = System.nanoTime();
        var workplace = new SuiteDirectory(directory);
        workplace.mustHaveRoom(SuiteDirectory.FREE_BYTES_MIN);
        workplace.lock();
        SavedSettings before = SavedSettings.read(directory);
        var settings =
                new SavedSettings(
                        lifetime == null ? before.lifetime() : lifetime,
                        payBy == null ? before.payBy() : payBy,
                        portOffset == null ? before.portOffset() : portOffset);
        if (!settings.equals(before) && anyRuns(context.suite())) {
            throw new StartException(
                    "the suite runs with other settings; first: deploy/hongbao down");
        }
        SuiteSettings told = settings.suite(context.project(), directory);
        if (settings.portOffset() != before.portOffset()) {
            LocalSuite.move(told);
        }
        LocalSuite suite = LocalSuite.of(told);
        settings.write(directory);
        startOrStopAgain(suite);
        if (!noExample) {
            new Demo(suite.gateway(), random, context).run();
        }
        sayWhatNext(suite, Duration.ofNanos(System.nanoTime() - start));
        return 0;
    }

    @Command(description = "Stops everything that was started here, and nothing else. Data stays.")
    int down(@Option(names = "--delete", description = "delete the data too") boolean delete) {
        context.lockedSuite().stop(context);
        if (delete) {
            FILES.forEach(file -> ServerCache.deleteTree(directory.resolve(file)));
            ServerCache.deleteTree(directory.resolve("data"));
            ServerCache.deleteTree(directory.resolve("run"));
            context.say("data deleted");
        }
        return 0;
    }

    @Command(description = "Shows what runs.")
    int state() {
        List<Part> parts = context.suite().parts();
        StateTable.lines(parts).forEach(context::say);
        RuntimeSettings settings = context.suite().runtime().read();
        SwitchCommand.linesOfOff(settings).forEach(context::say);
        MomentCommands.lineOfForced(settings).ifPresent(context::say);
        return parts.stream().allMatch(part -> part.running().isPresent()) ? 0 : 1;
    }

    @Command(description = "Sends one packet with five openers, as an example.")
    int demo() {
        new Demo(context.suite().gateway(), random, context).run();
        return 0;
    }

    @Command(description = "Ends a part without any notice (SIGKILL).")
    int kill(@Parameters(paramLabel = "NAME") String name) {
        return onRunning(name, "killed", Part::kill);
    }

    @Command(description = "Stops a part where it is: connections stay open, nothing answers.")
    int hang(@Parameters(paramLabel = "NAME") String name) {
        return onRunning(name, "hangs", Part::hang);
    }

    @Command(description = "Lets a hung part go on.")
    int resume(@Parameters(paramLabel = "NAME") String name) {
        return onRunning(name, "goes on", Part::resume);
    }

    @Command(description = "Asks a part to end.")
    int stop(@Parameters(paramLabel = "NAME") String name) {
        LocalSuite suite = context.lockedSuite();
        mustRun(suite.part(name));
        suite.stop(name);
        context.say(name + " stopped");
        return 0;
    }

    @Command(
            description = {
                "Starts a part that was killed or stopped, or one more instance:",
                "packet-service-2 (to -9), pay-service-2."
            })
    int start(@Parameters(paramLabel = "NAME") String name) {
        context.lockedSuite().start(name);
        context.say(name + " is ready");
        return 0;
    }

    @Command(description = "Shows what a part printed last.")
    int logs(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "-n", paramLabel = "LINES", defaultValue = "50") int lines) {
        LogTail.lines(context.suite().part(name).log(), lines).forEach(context::say);
        return 0;
    }

    @Command(
            description = {
                "Proves that no money was lost or made. What follows goes to the reconcile job:",
                "nothing for the invariants of everything there is; --date 2026-11-21 --report DIR for",
                "one day, as every night; --settle 30s, --history FILE, --json, …"
            })
    int reconcile(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        return new RunPrograms(context.suite())
                .reconcile(arguments == null ? List.of() : arguments);
    }

    @Command(
            description = {
                "Measures the suite, and starts it before when it is down. What follows goes to the",
                "bench: SCENARIO… --rounds 3 --seconds 5, …; bench open-many --help says more.",
                "bench start: from up to the peak. bench train: AOT caches for a fast warm-up.",
                "bench growth: 1, 2, 4 SETs and instances.",
                "bench micro: single steps of an open (JMH), without any suite."
            })
    int bench(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        List<String> given = arguments == null ? List.of() : arguments;
        if (!given.isEmpty() && SELF_STARTING.contains(given.getFirst())) {
            return new RunPrograms(context.suite()).bench(given);
        }
        if (given.contains("--help") || given.contains("-h")) {
            return new RunPrograms(context.suite()).bench(List.of("--help"));
        }
        if (!given.isEmpty() && given.getFirst().equals(MICRO)) {
            return new RunPrograms(context.suite()).microBench(given.subList(1, given.size()));
        }
        if (!context.suite().parts().stream().allMatch(part -> part.running().isPresent())) {
            startOrStopAgain(context.lockedSuite());
        }
        return new RunPrograms(context.suite()).bench(given);
    }

    @Command(
            description = {
                "Calculates a fleet from the results of a bench: --ops 409000 --payments 100000",
                "--zones 3 --spare 1/3 [--from FILE], …; capacity --help says more."
            })
    int capacity(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        List<String> given = new ArrayList<>(List.of("capacity"));
        given.addAll(arguments == null ? List.of() : arguments);
        return new RunPrograms(context.suite()).bench(given);
    }

    @Command(
            description = {
                "Publishes the dead letters of a consumer group again:",
                "balance-credits, user-records or packet-activations."
            })
    int replay(@Parameters(paramLabel = "GROUP") String group) {
        if (!Topics.GROUPS.contains(group)) {
            throw new StartException("must be one of " + Topics.GROUPS + ": " + group);
        }
        return new RunPrograms(context.suite()).replay(group);
    }

    private static boolean anyRuns(LocalSuite suite) {
        return suite.parts().stream().anyMatch(part -> part.running().isPresent());
    }

    private interface Action {
        void on(Part part);
    }

    private int onRunning(String name, String done, Action action) {
        Part part = context.suite().part(name);
        mustRun(part);
        action.on(part);
        context.say(name + " " + done);
        return 0;
    }

    private static void mustRun(Part part) {
        if (part.running().isEmpty()) {
            throw new StartException(part.name() + " does not run");
        }
    }

    /**
     * A failure, or Ctrl-C, during the start stops what was started, and nothing else: both end
     * this JVM, which runs the hook.
     */
    private void startOrStopAgain(LocalSuite suite) {
        var startEnded = new CountDownLatch(1);
        var interrupt = new Thread(() -> stopStarted(suite, startEnded));
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            suite.start(context);
        } catch (StartException e) {
            throw interrupt.isAlive() ? new StartException("interrupted") : e;
        } finally {
            startEnded.countDown();
        }
        Runtime.getRuntime().removeShutdownHook(interrupt);
    }

    private void stopStarted(LocalSuite suite, CountDownLatch startEnded) {
        suite.stopStarted(context);
        try {
            if (startEnded.await(INTERRUPT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                // What was between two checks when the first pass came by.
                suite.stopStarted(context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayWhatNext(LocalSuite suite, Duration took) {
        context.say("");
        context.say("The suite is up after " + took.toSeconds() + " s: " + suite.gateway());
        context.say("  deploy/hongbao state          what runs");
        context.say("  deploy/hongbao demo           one more packet");
        context.say(
                "  deploy/hongbao kill set-000   see what users notice; start set-000 brings it back");
        context.say(
                "  deploy/hongbao set add 002    one more SET; drill set-down fails one under load");
        context.say("  deploy/hongbao reconcile      prove that no money was lost");
        context.say("  deploy/hongbao down           stop it");
    }
}
