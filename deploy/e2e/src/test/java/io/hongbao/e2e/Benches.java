package io.hongbao.e2e;

import io.hongbao.bench.report.GrowthResult;
import io.hongbao.bench.report.Results;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.StartResult;
import io.hongbao.bench.run.Bench;
import io.hongbao.bench.run.BenchSettings;
import io.hongbao.bench.run.GrowthBench;
import io.hongbao.bench.run.GrowthSettings;
import io.hongbao.bench.run.Restart;
import io.hongbao.bench.run.StartBench;
import io.hongbao.bench.run.StartSettings;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.util.SplittableRandom;

/**
 * Short runs of the benches, with users of their own. Their results are beside the suite's logs,
 * for whoever wants to see what a test measured.
 */
final class Benches {

    private Benches() {}

    static RunResult run(LocalSuite suite) {
        RunResult run =
                new Bench(
                                suite,
                                BenchSettings.smoke(),
                                Clock.systemUTC(),
                                new SplittableRandom(),
                                _ -> {})
                        .run();
        results(suite).write(run);
        return run;
    }

    /** Another size, then the suite's own again. */
    static GrowthResult growth(LocalSuite suite) {
        GrowthResult growth =
                new GrowthBench(
                                suite,
                                GrowthSettings.smoke(),
                                Clock.systemUTC(),
                                new SplittableRandom(),
                                _ -> {})
                        .run();
        results(suite).write(growth);
        return growth;
    }

    /** All of the suite ends, and starts again. */
    static StartResult start(Restart restart) {
        StartResult start =
                new StartBench(
                                restart,
                                StartSettings.smoke(),
                                Clock.systemUTC(),
                                new SplittableRandom(),
                                _ -> {})
                        .run();
        results(restart.up()).write(start);
        return start;
    }

    private static Results results(LocalSuite suite) {
        return new Results(suite.settings().directory());
    }
}
