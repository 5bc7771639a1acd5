package io.hongbao.bench;

import io.hongbao.bench.check.RunCheck.Outcome;
import io.hongbao.bench.run.Bench;
import io.hongbao.bench.run.BenchSettings;
import io.hongbao.local.suite.LocalSuite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao bench train}. */
@Command(
        name = "train",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Loads a suite of its own, and keeps what its JVMs learnt: AOT caches with profiles of",
            "methods. From then on services of this build warm up sooner. The other suite must be",
            "down, and uses the caches when it is started again."
        })
final class TrainCommand implements Callable<Integer> {

    /** Of a suite that is there for this run only. */
    private static final String DIRECTORY = "train";

    private final BenchContext place;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "of load, for each scenario (default 20)")
    int seconds;

    TrainCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        OwnSuite own = OwnSuite.of(place, DIRECTORY, true);
        Outcome check = own.whileUp(place.say(), this::load);
        List<String> untrained = own.suite().keepRecorded();
        if (!check.clean()) {
            place.say().accept("not every fen is where it belongs: " + own.directory());
            return BenchMain.WRONG;
        }
        own.deleteData();
        if (!untrained.isEmpty()) {
            place.say().accept("no AOT cache of " + untrained + "; see " + own.directory());
            return BenchMain.WRONG;
        }
        place.say().accept("trained; the next deploy/hongbao up uses it");
        return BenchMain.CLEAN;
    }

    private Outcome load(LocalSuite suite) {
        Outcome check =
                new Bench(
                                suite,
                                BenchSettings.training(Duration.ofSeconds(seconds)),
                                place.clock(),
                                place.random(),
                                place.say())
                        .run()
                        .check();
        place.say().accept("services end, and make their AOT caches");
        return check;
    }
}
