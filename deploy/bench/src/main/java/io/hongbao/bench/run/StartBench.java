package io.hongbao.bench.run;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.load.LoadGenerator.Press;
import io.hongbao.bench.load.Tally;
import io.hongbao.bench.report.StartResult;
import io.hongbao.bench.report.WarmUpFigures;
import io.hongbao.bench.report.Window;
import io.hongbao.bench.run.FigureSubject.Calls;
import io.hongbao.bench.run.MeasureFigure.Instruments;
import io.hongbao.bench.run.MeasureFigure.Yardsticks;
import io.hongbao.bench.run.RunUsers.Group;
import io.hongbao.bench.run.ScenarioRun.Connections;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;
import io.hongbao.bench.watch.Pipeline;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Stops a suite, starts it, and loads it at once: when the first packet is opened, and when opens
 * are as fast as they get. The packets for the load are made before the stop, because wrapping and
 * paying thousands would warm the suite up.
 */
public final class StartBench {

    private static final Calls OPENS = new Calls(Scenario.OPEN_MANY, Via.GATEWAY);

    /** Of the rate before: a suite may become faster still. */
    private static final double MARGIN = 1.6;

    private static final Duration QUIET_LIMIT = Duration.ofMinutes(2);
    private static final int NO_BATCHES = 1;

    private final Restart restart;
    private final StartSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> say;

    public StartBench(
            Restart restart,
            StartSettings settings,
            Clock clock,
            RandomGenerator random,
            Consumer<String> say) {
        this.restart = restart;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    /** Throws when the suite cannot be started, or loses commits. */
    public StartResult run() {
        Instant now = clock.instant();
        LocalSuite suite = restart.up();
        new Databases(suite).requireDurable();
        var guests = new RunUsers(suite.settings().project(), clock, random);
        Group group = guests.group(settings.users(), NO_BATCHES);
        var connections = new Connections(settings.connections(), settings.connections());
        try (var generator = new LoadGenerator()) {
            prepare(Instruments.on(suite, generator), group, connections);
            say.accept("stopping the suite");
            restart.down();
            say.accept("starting it");
            long start = System.nanoTime();
            LocalSuite started = restart.up();
            double upSeconds = secondsSince(start);
            var stage = new ScenarioRun(Instruments.on(started, generator), group, connections);
            stage.openOne();
            double firstSeconds = secondsSince(start);
            say.accept(
                    String.format(
                            Locale.ROOT, "the first packet was opened after %.1f s", firstSeconds));
            Tally tally =
                    stage.run(
                            OPENS.scenario(),
                            OPENS.via(),
                            Press.peak(settings.connections(), settings.load()),
                            _ -> {});
            say.accept("checking that every fen is where it belongs");
            var rates = Arrays.stream(tally.rates()).boxed().toList();
            return new StartResult(
                    now,
                    described(tally),
                    upSeconds,
                    firstSeconds,
                    WarmUpFigures.of(rates),
                    rates,
                    tally.failures(),
                    guests.check(started));
        }
    }

    private void prepare(Instruments instruments, Group group, Connections connections) {
        var stage = new ScenarioRun(instruments, group, connections);
        var measure = new MeasureFigure(stage, instruments, connections, Yardsticks.NONE);
        stage.topUp();
        Window before = measure.peak(OPENS, settings.before());
        say.accept(String.format(Locale.ROOT, "before the stop: %,.0f opens/s", before.rate()));
        stage.prepare(
                OPENS.scenario(), (long) (before.rate() * MARGIN * settings.load().toSeconds()));
        Pipeline.awaitQuiet(instruments.services(), QUIET_LIMIT);
    }

    private Map<String, String> described(Tally tally) {
        var described = new LinkedHashMap<String, String>();
        described.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        described.put("load", settings.load().toString());
        described.put("connections", Integer.toString(settings.connections()));
        if (tally.ranOut()) {
            described.put("packets ran out after", tally.used().toString());
        }
        return described;
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
