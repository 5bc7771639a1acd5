package io.hongbao.bench;

import io.hongbao.bench.report.Results;
import io.hongbao.bench.report.StartResult;
import io.hongbao.bench.run.ScriptedRestart;
import io.hongbao.bench.run.StartBench;
import io.hongbao.bench.run.StartSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao bench start}. */
@Command(
        name = "start",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Stops the suite, starts it again as deploy/hongbao up does, and loads it at once with",
            "opens of many packets: seconds to the first opened packet, and to 90 %% of the peak."
        })
final class StartCommand implements Callable<Integer> {

    private final BenchContext place;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "of load after the start (default 60)")
    int seconds;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "of load before the stop, to know the rate (default 10)")
    int beforeSeconds;

    @Option(
            names = "--connections",
            defaultValue = "128",
            description = "to the gateway (default 128)")
    int connections;

    @Option(names = "--users", defaultValue = "50000", description = "who open (default 50000)")
    int users;

    StartCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Path directory = place.directory().get();
        StartResult result =
                new StartBench(
                                new ScriptedRestart(place.project().get(), directory),
                                new StartSettings(
                                        Duration.ofSeconds(seconds),
                                        Duration.ofSeconds(beforeSeconds),
                                        connections,
                                        users),
                                place.clock(),
                                place.random(),
                                place.say())
                        .run();
        result.lines().forEach(place.say());
        var results = new Results(directory);
        results.write(result);
        return BenchMain.end(place.say(), results, result.check());
    }
}
