package io.hongbao.bench;

import io.hongbao.bench.storm.StormDrills;
import io.hongbao.local.command.SavedSuite;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao drill overload}. */
@Command(
        name = "overload",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Measures the peak of all that users call, asks the running suite for three times that,",
            "and judges what each tier is answered, and how soon all are served again afterwards."
        })
final class OverloadCommand implements Callable<Integer> {

    private static final int SECONDS_MIN = 10;
    private static final int SECONDS_MAX = 600;

    private final BenchContext place;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "of three times the peak, 10 to 600 (default 60)")
    int seconds;

    OverloadCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw new IllegalArgumentException("must be 10 to 600: --seconds=" + seconds);
        }
        var suite = SavedSuite.of(place.project().get(), place.directory().get());
        boolean held =
                new StormDrills(suite, place.clock(), place.random(), place.say())
                        .overload(Duration.ofSeconds(seconds));
        return held ? BenchMain.CLEAN : BenchMain.WRONG;
    }
}
