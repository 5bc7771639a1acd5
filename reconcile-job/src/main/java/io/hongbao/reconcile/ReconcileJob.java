package io.hongbao.reconcile;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.report.Report;
import io.hongbao.reconcile.report.TextReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program: reconciles a day, or answers the five invariants of everything there is, for the
 * SETs and wallet shards of the catalogues. Exit code 0 clean, 1 discrepancies, 2 could not run.
 */
@Command(
        name = "reconcile",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Proves that no money was lost or made: with --date of one day, by fingerprints and as",
            "fast as databases add up; without, of everything there is, packet by packet."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:clean",
            "1:discrepancies, or not all could be checked",
            "2:could not run"
        })
public final class ReconcileJob implements Callable<Integer> {

    private static final int CLEAN = 0;
    private static final int DISCREPANCIES = 1;
    private static final int COULD_NOT_RUN = 2;

    @Mixin final SuiteOptions suite;

    @Mixin final DayOptions day = new DayOptions();

    @Option(
            names = "--history",
            arity = "1..*",
            paramLabel = "FILE",
            description = "what callers were told: complete, and all calls ended (without --date)")
    @Nullable List<Path> history;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            converter = DurationText.class,
            description =
                    "the suite is quiet: wait so long (like 30s) until every cause has its effect,"
                            + " then what is missing is a discrepancy (without --date)")
    @Nullable Duration settle;

    @Option(
            names = "--settled-before",
            paramLabel = "DATE",
            description =
                    "packets of days before this one (like 2026-11-21) have had their time: what is"
                            + " missing of them is a discrepancy; what archiving a day needs"
                            + " (without --date)")
    @Nullable LocalDate settledBefore;

    @Option(names = "--json", description = "the report as JSON")
    boolean json;

    private final InstantSource clock;

    private ReconcileJob(Map<String, String> environment, InstantSource clock) {
        suite = new SuiteOptions(environment);
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        return run(System.getenv(), arguments);
    }

    static int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new ReconcileJob(environment, ClockConfig.clock()))
                .setExecutionExceptionHandler(ReconcileJob::couldNotRun)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        return day.asked() ? reconcileDay() : answerInvariants();
    }

    private int reconcileDay() {
        if (settle != null || settledBefore != null || history != null) {
            throw suite.refused(
                    "must not have --settle, --settled-before or --history with --date");
        }
        if (!suite.hasSets() || !suite.hasWallets()) {
            throw suite.refused("must have --sets and --wallets with --date");
        }
        var out = suite.spec().commandLine().getOut();
        boolean clean = new DayJob(suite, day, clock, out).run(json);
        return clean ? CLEAN : DISCREPANCIES;
    }

    private int answerInvariants() {
        Conservation conservation = conservation();
        Report report = settle == null ? conservation.check() : conservation.checkSettled(settle);
        var out = suite.spec().commandLine().getOut();
        out.println(json ? json(report) : TextReport.of(report));
        out.flush();
        return report.clean() ? CLEAN : DISCREPANCIES;
    }

    private Conservation conservation() {
        if (!suite.hasSets() && !suite.hasWallets()) {
            throw suite.refused("must have --sets or --wallets");
        }
        if (settledBefore != null && !(suite.hasSets() && suite.hasWallets())) {
            throw suite.refused("must have --sets and --wallets with --settled-before");
        }
        return new Conservation(
                suite.sets(),
                suite.wallets(),
                suite.bank(),
                history == null ? null : History.read(history),
                suite.seeds(),
                settledBefore);
    }

    private static String json(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    /** What the world refuses is said in a line; what is our fault, with its trace. */
    private static int couldNotRun(
            Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        if (fault instanceof CannotReadException || fault instanceof CatalogueException) {
            command.getErr().println("could not run: " + fault.getMessage());
        } else {
            fault.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return COULD_NOT_RUN;
    }
}
