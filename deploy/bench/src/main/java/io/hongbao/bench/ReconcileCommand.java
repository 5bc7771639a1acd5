package io.hongbao.bench;

import io.hongbao.bench.reconcile.ReconcileBench;
import io.hongbao.bench.reconcile.ReconcileSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao bench reconcile}. */
@Command(
        name = "reconcile",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Writes days into databases of its own (no suite is needed or touched), and measures how",
            "long the reconcile job takes for each: clean, and with faults planted."
        })
final class ReconcileCommand implements Callable<Integer> {

    private final BenchContext place;

    @Option(
            names = "--shares",
            split = ",",
            defaultValue = "1000000",
            description = "opened on a day, several separated by commas (default 1000000)")
    List<Long> shares = List.of();

    @Option(
            names = "--faults",
            defaultValue = "100",
            description = "planted after the clean runs (default 100)")
    int faults;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "how often each is measured (default 2)")
    int rounds;

    @Option(
            names = "--buffer-pool-mib",
            defaultValue = "512",
            description = "of each of four databases (default 512)")
    int bufferPoolMib;

    ReconcileCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        boolean right =
                new ReconcileBench(
                                new ReconcileSettings(
                                        place.project().get(),
                                        place.directory().get().resolve("bench-reconcile"),
                                        shares,
                                        faults,
                                        rounds,
                                        bufferPoolMib),
                                place.clock(),
                                place.say())
                        .run();
        return right ? 0 : 1;
    }
}
