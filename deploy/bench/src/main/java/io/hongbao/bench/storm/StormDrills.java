package io.hongbao.bench.storm;

import io.hongbao.bench.report.DrillReport;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The drills of this package: each says what it found, keeps it, and answers whether all that must
 * hold held.
 */
public final class StormDrills {

    private final LocalSuite suite;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> say;

    public StormDrills(
            LocalSuite suite, Clock clock, RandomGenerator random, Consumer<String> say) {
        this.suite = suite;
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    /** Three times the peak for {@code storm}, in whole seconds. */
    public boolean overload(Duration storm) {
        OverloadResult result = new Overload(suite, storm, say).run(clock, random);
        List<String> broken = OverloadVerdict.broken(result);
        List<String> lines = OverloadPage.lines(result, broken);
        return new DrillReport(
                        "overload",
                        clock.instant(),
                        lines,
                        broken,
                        OverloadPage.html(result, lines))
                .tell(suite, say);
    }

    /** Each module slowed in turn, under so many calls a second. */
    public boolean moduleOverload(double rate) {
        var table = new ModuleTable(new ModuleOverload(suite, rate, say).run(clock, random));
        List<String> lines = table.lines();
        return new DrillReport(
                        "module-overload",
                        clock.instant(),
                        lines,
                        table.broken(),
                        table.html(lines))
                .tell(suite, say);
    }
}
