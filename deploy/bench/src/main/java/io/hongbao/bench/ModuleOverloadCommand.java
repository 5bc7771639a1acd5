package io.hongbao.bench;

import io.hongbao.bench.storm.StormDrills;
import io.hongbao.local.command.SavedSuite;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao drill module-overload}. */
@Command(
        name = "module-overload",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Slows each module of the running suite in turn, under all that users call, and judges",
            "that only what depends on it degrades, in the documented form, and recovers by itself."
        })
final class ModuleOverloadCommand implements Callable<Integer> {

    private static final int RATE_MIN = 200;
    private static final int RATE_MAX = 100_000;

    private final BenchContext place;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "calls a second of all kinds together, 200 to 100000 (default 1000)")
    int rate;

    ModuleOverloadCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (rate < RATE_MIN || rate > RATE_MAX) {
            throw new IllegalArgumentException("must be 200 to 100000: --rate=" + rate);
        }
        var suite = SavedSuite.of(place.project().get(), place.directory().get());
        boolean held =
                new StormDrills(suite, place.clock(), place.random(), place.say())
                        .moduleOverload(rate);
        return held ? BenchMain.CLEAN : BenchMain.WRONG;
    }
}
