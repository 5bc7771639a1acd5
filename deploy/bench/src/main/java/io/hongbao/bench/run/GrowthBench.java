package io.hongbao.bench.run;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.load.LoadGenerator;
import io.hongbao.bench.report.GrowthResult;
import io.hongbao.bench.report.GrowthResult.Shape;
import io.hongbao.bench.report.GrowthResult.Step;
import io.hongbao.bench.report.Window;
import io.hongbao.bench.run.FigureSubject.Calls;
import io.hongbao.bench.run.MeasureFigure.Instruments;
import io.hongbao.bench.run.MeasureFigure.Yardsticks;
import io.hongbao.bench.run.ScenarioRun.Connections;
import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;
import io.hongbao.local.suite.LocalSuite;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Measures what an open costs while a running suite gets more SETs and more instances. */
public final class GrowthBench {

    private static final Calls OPENS = new Calls(Scenario.OPEN_MANY, Via.GATEWAY);
    private static final int NO_BATCHES = 1;

    private final LocalSuite suite;
    private final GrowthSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> say;

    public GrowthBench(
            LocalSuite suite,
            GrowthSettings settings,
            Clock clock,
            RandomGenerator random,
            Consumer<String> say) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.say = say;
    }

    /** The suite has its instances and weights again afterwards. */
    public GrowthResult run() {
        Instant now = clock.instant();
        var guests = new RunUsers(suite.settings().project(), clock, random);
        var reshape = new ScaleSuite(suite, say);
        var steps = new ArrayList<Step>();
        try (var generator = new LoadGenerator()) {
            for (Shape shape : settings.shapes()) {
                say.accept(shape.toString());
                reshape.to(shape);
                new Databases(suite).requireDurable();
                steps.add(new Step(shape, measure(guests, generator)));
            }
        } finally {
            reshape.back();
        }
        say.accept("checking that every fen is where it belongs");
        return new GrowthResult(now, described(), steps, guests.check(suite));
    }

    /** By users and with packets of its own: all of them are on the SETs that there are now. */
    private List<Window> measure(RunUsers guests, LoadGenerator generator) {
        Instruments instruments = Instruments.on(suite, generator);
        var connections = new Connections(settings.connections(), settings.connections());
        var stage =
                new ScenarioRun(
                        instruments, guests.group(settings.users(), NO_BATCHES), connections);
        var measure = new MeasureFigure(stage, instruments, connections, Yardsticks.NONE);
        stage.topUp();
        if (settings.warmUp().isPositive()) {
            measure.peak(OPENS, settings.warmUp());
        }
        var windows = new ArrayList<Window>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Window window = measure.peak(OPENS, settings.window());
            say.accept(
                    String.format(Locale.ROOT, "  round %d: %,.0f opens/s", round, window.rate()));
            windows.add(window);
        }
        return windows;
    }

    private Map<String, String> described() {
        var described = new LinkedHashMap<String, String>();
        described.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        described.put("rounds", Integer.toString(settings.rounds()));
        described.put("window", settings.window().toString());
        described.put("connections", Integer.toString(settings.connections()));
        return described;
    }
}
