package io.hongbao.local.command;

import io.hongbao.local.chaos.BankChaos;
import io.hongbao.local.chaos.ChaosResult;
import io.hongbao.local.chaos.ChaosSettings;
import io.hongbao.local.chaos.SessionLoss;
import io.hongbao.local.chaos.SessionLossResult;
import io.hongbao.local.drill.Drill;
import io.hongbao.local.drill.DrillKind;
import io.hongbao.local.drill.DrillResult;
import io.hongbao.local.drill.DrillSettings;
import io.hongbao.local.load.LoadSettings;
import io.hongbao.local.queue.QueueDrill;
import io.hongbao.local.queue.QueueResult;
import io.hongbao.local.queue.QueueSettings;
import io.hongbao.local.reconcile.DrillTable;
import io.hongbao.local.reconcile.ReconcileDrill;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Each method is a command of {@code deploy/hongbao drill}. */
@Command(
        name = "drill",
        description = {
            "Breaks one part of the running suite under load, makes it good again, and shows what",
            "users noticed. Exit code 0: all that must hold held."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DrillCommands {

    private static final int BROKEN = 1;
    private static final int SESSION_PAYMENTS = 300;

    private final CommandContext context;
    private final RandomGenerator random;
    private final Clock clock;

    DrillCommands(CommandContext context, RandomGenerator random, Clock clock) {
        this.context = context;
        this.random = random;
        this.clock = clock;
    }

    /** What all drills can be told. */
    static final class Options {

        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "before, during and after together (default 40)")
        private int seconds = DrillSettings.SECONDS;

        @Option(
                names = "--rate",
                paramLabel = "N",
                description = "calls a second of all users together (default 80)")
        private int rate = LoadSettings.CALLS_PER_SECOND;
    }

    @Command(name = "set-down", description = "kill -9 of the database of SET 000.")
    int setDown(@Mixin Options options) {
        return run(DrillKind.SET_DOWN, options);
    }

    @Command(name = "set-hang", description = "SIGSTOP of the database of SET 000.")
    int setHang(@Mixin Options options) {
        return run(DrillKind.SET_HANG, options);
    }

    @Command(name = "set-add", description = "The next free SET is added.")
    int setAdd(@Mixin Options options) {
        return run(DrillKind.SET_ADD, options);
    }

    @Command(name = "instance-kill", description = "kill -9 of one of two packet-services.")
    int instanceKill(@Mixin Options options) {
        return run(DrillKind.INSTANCE_KILL, options);
    }

    @Command(name = "instance-stop", description = "One of two packet-services ends as it should.")
    int instanceStop(@Mixin Options options) {
        return run(DrillKind.INSTANCE_STOP, options);
    }

    @Command(
            name = "capacity-lost",
            description = "kill -9 of two of three packet-services and two of three pay-services.")
    int capacityLost(@Mixin Options options) {
        return run(DrillKind.CAPACITY_LOST, options);
    }

    @Command(
            name = "chain-alone",
            description =
                    "All ends but gateway, packet-services, pay-services, databases, Kafka, banks.")
    int chainAlone(@Mixin Options options) {
        return run(DrillKind.CHAIN_ALONE, options);
    }

    @Command(
            name = "bank-chaos",
            description = {
                "Payments, three in four by card, while both banks are slow, time out before and after",
                "moving money, answer twice, answer nonsense, go down and come back, and one pay-service",
                "is killed (kill -9). Every payment must come to a clear end that equals the banks' books."
            })
    int bankChaos(
            @Option(names = "--payments", paramLabel = "N", description = "how many (default 2000)")
                    @Nullable Integer payments,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            description = "how long the banks misbehave (default 100)")
                    @Nullable Integer seconds) {
        var settings =
                ChaosSettings.of(
                        payments == null ? ChaosSettings.PAYMENTS : payments,
                        seconds == null ? ChaosSettings.SECONDS : seconds);
        var chaos = new BankChaos(context.runningSuite(), settings, clock, random, context);
        ChaosResult result = healed(chaos::heal, chaos::run);
        result.page().forEach(context::say);
        return result.broken().isEmpty() ? 0 : BROKEN;
    }

    @Command(
            name = "session-loss",
            description = {
                "Payments by card at a slow bank, each sent twice, while one of two pay-services is killed:",
                "who has to start again, for how long, and that nobody pays twice."
            })
    int sessionLoss(
            @Option(
                            names = "--payments",
                            paramLabel = "N",
                            description = "how many, within ten seconds (default 300)")
                    @Nullable Integer payments) {
        var drill =
                new SessionLoss(
                        context.runningSuite(),
                        payments == null ? SESSION_PAYMENTS : payments,
                        clock,
                        random,
                        context);
        SessionLossResult result = healed(drill::heal, drill::run);
        result.page().forEach(context::say);
        return result.broken().isEmpty() ? 0 : BROKEN;
    }

    @Command(
            name = "reconcile",
            description = {
                "Plants each kind of fault in a day of its own, has the reconcile job find and repair",
                "them, and takes the day away again."
            })
    int reconcile() {
        LocalSuite suite = context.runningSuite();
        DrillTable table =
                new ReconcileDrill(suite, new RunPrograms(suite)::reconcileSilently, context).run();
        table.lines().forEach(context::say);
        return table.good() ? 0 : BROKEN;
    }

    @Command(
            name = "queue",
            description = {
                "Holds back the credits, fills their queue with repeats of what users just opened, and",
                "drains it: under a rate, then without one."
            })
    int queue(
            @Option(
                            names = "--events",
                            paramLabel = "N",
                            defaultValue = QueueSettings.EVENTS,
                            description = "in the queue (default 10000000)")
                    long events,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = QueueSettings.RATE,
                            description = "events a second (default 5000)")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = QueueSettings.SECONDS,
                            description = "for which the rate holds (default 30)")
                    int seconds) {
        var settings = QueueSettings.of(events, rate, seconds);
        var drill = new QueueDrill(context.runningSuite(), settings, clock, random, context);
        var interrupt = new Thread(drill::heal);
        Runtime.getRuntime().addShutdownHook(interrupt);
        QueueResult result = drill.run();
        Runtime.getRuntime().removeShutdownHook(interrupt);
        result.page().forEach(context::say);
        append(result.line(clock.instant()));
        return result.broken().isEmpty() ? 0 : BROKEN;
    }

    @Command(
            name = "overload",
            description = {
                "Asks for three times the peak of all that users call: who is refused, how quickly, in",
                "which order, and when all are served again; overload --help says more."
            },
            mixinStandardHelpOptions = false)
    int overload(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        return storm("overload", arguments);
    }

    @Command(
            name = "moments",
            description = {
                "Users view moments while more and more of their payments fail, and then none: how the free",
                "part of views follows, and that nobody pays twice; moments --help says more."
            },
            mixinStandardHelpOptions = false)
    int moments(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        return storm("drill-moments", arguments);
    }

    @Command(
            name = "module-overload",
            description = {
                "Slows each module in turn: only what depends on it degrades, in the documented form;",
                "module-overload --help says more."
            },
            mixinStandardHelpOptions = false)
    int moduleOverload(
            @Parameters(arity = "0..*", paramLabel = "ARGUMENT") @Nullable List<String> arguments) {
        return storm("module-overload", arguments);
    }

    /** A drill that the load bench makes. */
    private int storm(String drill, @Nullable List<String> arguments) {
        var given = new ArrayList<String>(List.of(drill));
        given.addAll(arguments == null ? List.of() : arguments);
        return new RunPrograms(context.runningSuite()).bench(given);
    }

    private int run(DrillKind kind, Options options) {
        var settings = DrillSettings.of(options.seconds, options.rate);
        var drill =
                Drill.of(
                        context.runningSuite(),
                        kind,
                        settings,
                        new Drill.DrillContext(clock, random, context));
        DrillResult result = healed(drill::heal, drill::run);
        result.page().forEach(context::say);
        append(result.line(clock.instant()));
        return result.broken().isEmpty() ? 0 : BROKEN;
    }

    /** Heals also when the drill is interrupted by the end of this program. */
    private static <T> T healed(Runnable heal, Supplier<T> drill) {
        var interrupt = new Thread(heal);
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            return drill.get();
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupt);
        }
    }

    private void append(String line) {
        Path file = context.directory().resolve("drills.jsonl");
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
