package io.hongbao.bench;

import io.hongbao.bench.capacity.Demand;
import io.hongbao.bench.capacity.PlanText;
import io.hongbao.bench.capacity.Site;
import io.hongbao.bench.capacity.UnitCosts;
import io.hongbao.bench.report.Results;
import io.hongbao.bench.report.Rounds;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.watch.ProcessRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao capacity}. */
@Command(
        name = "capacity",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Calculates a fleet from the CPU time of operations in a bench's results; needs runs of",
            "open-many, wrap-pay and mix. docs/CAPACITY.md explains the formulas."
        })
final class CapacityCommand implements Callable<Integer> {

    private final BenchContext place;

    @Option(
            names = "--ops",
            paramLabel = "N",
            required = true,
            description = "sends and opens a second; grabs and details of the mix come on top")
    double operations;

    @Option(names = "--all-operations", description = "--ops counts grabs and details too")
    boolean allOperations;

    @Option(
            names = "--payments",
            paramLabel = "N",
            defaultValue = "0",
            description = "payments a second, when more than wraps (default: one a wrap)")
    double payments;

    @Option(names = "--zones", defaultValue = "3", description = "(default 3)")
    int zones;

    @Option(
            names = "--spare",
            paramLabel = "PART",
            defaultValue = "1/3",
            converter = PartText.class,
            description = "of the fleet that may be lost (default 1/3)")
    double spare;

    @Option(
            names = "--busy",
            paramLabel = "PART",
            defaultValue = "0.7",
            converter = PartText.class,
            description = "of a core's time that is used at the peak (default 0.7)")
    double busy;

    @Option(names = "--cores", defaultValue = "8", description = "of a service (default 8)")
    int cores;

    @Option(
            names = "--database-cores",
            defaultValue = "16",
            description = "of a database (default 16)")
    int databaseCores;

    @Option(
            names = "--network",
            paramLabel = "GBIT",
            defaultValue = "10",
            description = "of one machine, Gbit/s (default 10)")
    double networkGbit;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "results of benches (default .hongbao/bench.jsonl)")
    @Nullable Path from;

    CapacityCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Demand demand =
                allOperations
                        ? Demand.ofAllOperations(operations, payments)
                        : Demand.ofSendsAndOpens(operations, payments);
        var site = new Site(zones, spare, busy, cores, databaseCores, networkGbit);
        Path file = from == null ? new Results(place.directory().get()).lines() : from;
        List<RunResult> runs = read(file);
        RunResult mix = lastOf(Scenario.MIX, runs, file);
        RunResult pay = lastOf(Scenario.WRAP_PAY, runs, file);
        RunResult open = lastOf(Scenario.OPEN_MANY, runs, file);
        PlanText.of(demand, site, costs(mix, pay, open), measured(mix, pay, open))
                .forEach(place.say());
        return 0;
    }

    private static List<RunResult> read(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "must be results of a bench: --from=" + file + "; first: deploy/hongbao bench");
        }
        try {
            return Results.runs(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static RunResult lastOf(Scenario scenario, List<RunResult> runs, Path file) {
        return runs.reversed().stream()
                .filter(run -> run.rounds(scenario.text()).hasCosts())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                String.format(
                                        Locale.ROOT,
                                        "must have a run of %s: --from=%s; first: deploy/hongbao bench %s",
                                        scenario.text(),
                                        file,
                                        scenario.text())));
    }

    private static UnitCosts costs(RunResult mixRun, RunResult payRun, RunResult openRun) {
        Rounds mix = mixRun.rounds(Scenario.MIX.text());
        long redoBytes =
                mix.databases(ProcessRoles.SETS).redoBytes()
                        + mix.databases(ProcessRoles.WALLETS).redoBytes();
        return new UnitCosts(
                services(mix),
                services(payRun.rounds(Scenario.WRAP_PAY.text())),
                services(openRun.rounds(Scenario.OPEN_MANY.text())),
                mix.loopbackBytesEach(),
                mix.each(redoBytes));
    }

    /** Without what no fleet has: the load generator, the sandbox banks, the yardstick. */
    private static Map<String, Double> services(Rounds rounds) {
        var micros = new TreeMap<>(rounds.wholeCpuMicrosEach());
        List.of(ProcessRoles.GENERATOR, ProcessRoles.BANKS, "hello").forEach(micros::remove);
        return micros;
    }

    private static List<String> measured(RunResult... runs) {
        var lines = new ArrayList<String>();
        for (RunResult run : runs) {
            String line =
                    "on " + run.settings().getOrDefault("cores", "?") + " cores at " + run.at();
            if (!lines.contains(line)) {
                lines.add(line);
            }
        }
        lines.add("(cores shared by load generator, services, databases and broker: CPU time");
        lines.add("of each process counts here, rates of that machine do not)");
        return lines;
    }
}
