package io.hongbao.bench;

import io.hongbao.bench.report.GrowthResult;
import io.hongbao.bench.report.GrowthTable;
import io.hongbao.bench.report.Results;
import io.hongbao.bench.run.GrowthBench;
import io.hongbao.bench.run.GrowthSettings;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao bench growth}. */
@Command(
        name = "growth",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Starts a suite of its own, and measures what one open costs with 1, 2 and 4 SETs (one",
            "packet service), and with 1, 2 and 4 packet services (two SETs). The other suite must",
            "be down: two do not fit a machine. Its data is deleted at the end, when it is right."
        })
final class GrowthCommand implements Callable<Integer> {

    /** Of a suite that is there for this run only. */
    private static final String DIRECTORY = "growth";

    private static final int SETS_MAX = 10;

    private final BenchContext place;

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "1,2,4",
            description = "numbers of SETs, 1 to 10 (default 1,2,4)")
    List<Integer> sets = List.of();

    @Option(
            names = "--instances",
            split = ",",
            defaultValue = "1,2,4",
            description = "numbers of packet services, 1 to 9 (default 1,2,4)")
    List<Integer> instances = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "how often each size is measured (default 2)")
    int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "how long once (default 5)")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description = "how long each size runs before it counts (default 12)")
    int warmUpSeconds;

    @Option(
            names = "--connections",
            defaultValue = "128",
            description = "to the gateway (default 128)")
    int connections;

    @Option(
            names = "--users",
            defaultValue = "10000",
            description = "who open, at each size (default 10000)")
    int users;

    GrowthCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        mustBeWithin("--sets", sets, SETS_MAX);
        mustBeWithin("--instances", instances, InstanceName.MAX);
        Path directory = place.directory().get();
        OwnSuite own = OwnSuite.of(place, DIRECTORY, false);
        GrowthResult result = own.whileUp(place.say(), this::measure);
        GrowthTable.of(result).forEach(place.say());
        if (result.check().clean()) {
            own.deleteData();
        }
        var results = new Results(directory);
        results.write(result);
        return BenchMain.end(place.say(), results, result.check());
    }

    private GrowthResult measure(LocalSuite suite) {
        return new GrowthBench(
                        suite,
                        new GrowthSettings(
                                GrowthSettings.shapes(sets, instances),
                                rounds,
                                Duration.ofSeconds(seconds),
                                Duration.ofSeconds(warmUpSeconds),
                                connections,
                                users),
                        place.clock(),
                        place.random(),
                        place.say())
                .run();
    }

    private static void mustBeWithin(String option, List<Integer> numbers, int max) {
        for (int number : numbers) {
            if (number < 1 || number > max) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "must be 1 to %d: %s=%d", max, option, number));
            }
        }
    }
}
