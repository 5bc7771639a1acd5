package io.hongbao.bench;

import io.hongbao.bench.moments.MomentsDrill;
import io.hongbao.local.command.SavedSuite;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao drill moments}; {@code bench moments} is a scenario. */
@Command(
        name = "drill-moments",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Users view moments while 0, 60, 100 and again 0 percent of their payments fail, and one of two",
            "packet services is killed: how the part of views that are free follows, and that nobody pays twice."
        })
final class MomentsCommand implements Callable<Integer> {

    private static final int VIEWS_MIN = 1_000;
    private static final int VIEWS_MAX = 100_000;

    private final BenchContext place;

    @Option(
            names = "--views",
            defaultValue = "20000",
            description = "within 170 seconds, 1000 to 100000 (default 20000)")
    int views;

    MomentsCommand(BenchContext place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (views < VIEWS_MIN || views > VIEWS_MAX) {
            throw new IllegalArgumentException("must be 1000 to 100000: --views=" + views);
        }
        var suite = SavedSuite.of(place.project().get(), place.directory().get());
        boolean held =
                new MomentsDrill(suite, views, place.clock(), place.random(), place.say()).held();
        return held ? BenchMain.CLEAN : BenchMain.WRONG;
    }
}
