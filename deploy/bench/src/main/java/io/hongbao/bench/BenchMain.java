package io.hongbao.bench;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.report.Results;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.TextTable;
import io.hongbao.bench.run.Bench;
import io.hongbao.bench.run.BenchSettings;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;
import io.hongbao.local.command.SavedSuite;
import io.hongbao.local.suite.LocalSuite;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The program behind {@code deploy/hongbao bench}: measures a suite that is up. Exit code 0: every
 * fen is where it belongs, however fast it was; 1: not so, or it could not be measured.
 */
@Command(
        name = "bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Measures the running suite, and proves that it lost no money meanwhile. Other benches:",
            "bench start, train, growth, idle, reconcile, micro; each has its own --help."
        })
public final class BenchMain implements Callable<Integer> {

    static final int CLEAN = 0;
    static final int WRONG = 1;
    private static final String ALL = "all";

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description =
                    "open-many, open-hot, grab, details, wrap-pay, card-pay, moments, mix; or all (default)")
    List<String> scenarios = List.of(ALL);

    @Option(names = "--project", required = true, hidden = true)
    @Nullable Path project;

    @Option(names = "--directory", required = true, hidden = true)
    @Nullable Path directory;

    @Option(
            names = "--via",
            defaultValue = "both",
            description = "gateway, direct or both (default)")
    String via = "both";

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each figure is measured (default 3)")
    int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "how long once (default 5)")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "8",
            description = "how long each figure runs before it counts (default 8)")
    int warmUpSeconds;

    @Option(
            names = "--connections",
            defaultValue = "512",
            description = "to the gateway and to hello (default 512)")
    int connections;

    @Option(
            names = "--direct-connections",
            defaultValue = "8",
            description = "to a service (default 8)")
    int directConnections;

    @Option(
            names = "--batch",
            defaultValue = "64",
            description = "items of a call to a service (default 64)")
    int batch;

    @Option(names = "--users", defaultValue = "50000", description = "who open (default 50000)")
    int users;

    @Option(names = "--no-yardsticks", description = "neither hello nor naive")
    boolean noYardsticks;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "3000",
            description = "opens a second at which their latency is measured too (default 3000)")
    int rate;

    @Option(
            names = "--no-latency",
            description = "nothing at half of the peak, nor at a fixed rate")
    boolean noLatency;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = {
                "records every process in the last round, with JFR and perf, and writes the top",
                "frames; figures of such a run are not to be compared, and not kept"
            })
    @Nullable Path profile;

    private final Clock clock;
    private final SplittableRandom random;
    private final Consumer<String> say;

    private BenchMain(Clock clock, SplittableRandom random, Consumer<String> say) {
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(
                commands(Clock.systemUTC(), new SplittableRandom(), out::println)
                        .execute(arguments));
    }

    static CommandLine commands(Clock clock, SplittableRandom random, Consumer<String> say) {
        var main = new BenchMain(clock, random, say);
        var place = new BenchContext(main::project, main::directory, clock, random, say);
        var commands = new CommandLine(main);
        commands.addSubcommand(new StartCommand(place));
        commands.addSubcommand(new TrainCommand(place));
        commands.addSubcommand(new GrowthCommand(place));
        commands.addSubcommand(new ReconcileCommand(place));
        commands.addSubcommand(new CapacityCommand(place));
        commands.addSubcommand(new IdleCommand(place));
        commands.addSubcommand(new OverloadCommand(place));
        commands.addSubcommand(new MomentsCommand(place));
        commands.addSubcommand(new ModuleOverloadCommand(place));
        commands.setExecutionExceptionHandler((failure, command, _) -> {
            // What a user can do something about is said as it is; the rest is our fault.
            if (failure instanceof IllegalArgumentException) {
                command.getErr().println("hongbao: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            command.getErr().flush();
            return WRONG;
        });
        return commands;
    }

    @Override
    public Integer call() {
        LocalSuite suite = SavedSuite.of(project(), directory());
        RunResult result = new Bench(suite, settings(), clock, random, say).run();
        TextTable.of(result).forEach(say);
        if (profile != null) {
            say.accept("");
            say.accept("Figures of a run with --profile are not to be compared, and are not kept.");
            return exitCode(result.check());
        }
        var results = new Results(directory());
        results.write(result);
        return end(say, results, result.check());
    }

    /** Says where the result is, and answers the exit code. */
    static int end(Consumer<String> say, Results results, Outcome check) {
        say.accept("");
        say.accept("Kept in " + results.lines() + ", drawn in " + results.page());
        return exitCode(check);
    }

    private static int exitCode(Outcome check) {
        return check.clean() ? CLEAN : WRONG;
    }

    private Path project() {
        return required(project);
    }

    private Path directory() {
        return required(directory);
    }

    private static Path required(@Nullable Path given) {
        if (given == null) {
            throw new IllegalStateException("picocli requires it");
        }
        return given;
    }

    private BenchSettings settings() {
        if (rate < 1) {
            throw new IllegalArgumentException("must be >= 1: --rate=" + rate);
        }
        return new BenchSettings(
                scenarios.equals(List.of(ALL))
                        ? Arrays.asList(Scenario.values())
                        : scenarios.stream().map(Scenario::of).toList(),
                switch (via) {
                    case "gateway" -> List.of(Via.GATEWAY);
                    case "direct" -> List.of(Via.DIRECT);
                    case "both" -> List.of(Via.GATEWAY, Via.DIRECT);
                    default ->
                            throw new IllegalArgumentException(
                                    "must be gateway, direct or both: via=" + via);
                },
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUpSeconds),
                connections,
                directConnections,
                batch,
                users,
                !noYardsticks,
                noLatency ? 0 : rate,
                profile);
    }
}
